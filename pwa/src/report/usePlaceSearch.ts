/** Places that begin to look like what is being typed. */
import { onScopeDispose, shallowRef } from 'vue'
import { findPlaces } from './places'
import type { Place } from '../api/types'

const PAUSE = 250 // ms after the last key

export function usePlaceSearch() {
  const suggestions = shallowRef<Place[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  function clear(after = 0): void {
    turn += 1
    clearTimeout(timer)
    timer = setTimeout(() => { suggestions.value = [] }, after)
  }

  function type(words: string): void {
    const mine = (turn += 1)
    clearTimeout(timer)
    if (words.trim() === '') {
      suggestions.value = []
      return
    }
    timer = setTimeout(() => {
      void findPlaces(words.trim())
        .catch(() => [])
        .then((found) => { if (mine === turn) suggestions.value = found.slice(0, 6) })
    }, PAUSE)
  }

  onScopeDispose(() => { clearTimeout(timer) })
  return { suggestions, type, clear }
}
