/** Where the phone is, for as long as somebody writes a report. */
import { onScopeDispose, shallowRef } from 'vue'
import type { Position } from '../api/types'
import { findPosition, followCompass, type Finding } from './position'

/** The finding so far; `locate()` looks again; every position found is told. */
export function usePosition(tell: (position: Position) => void) {
  const finding = shallowRef<Finding>({ state: 'idle' })
  let stop: () => void = () => undefined

  function locate(): void {
    stop()
    stop = findPosition((found) => {
      finding.value = found
      if (found.state === 'found') tell({ ...found.position })
    })
  }

  function begin(position: Position | null): void {
    stop()
    finding.value = position ? { state: 'found', position } : { state: 'idle' }
  }

  onScopeDispose(() => { stop() })
  followCompass()
  return { finding, locate, begin }
}
