/** Where one stands while a task is answered, and whether that is near enough, both doubts considered. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Position, Task } from '../api/types'
import { findPosition } from '../report/position'
import { distance } from './route'

const MOST_DOUBT = 100 // metres; as the server counts

function doubt(position: Position): number {
  return Math.min(position.accuracy ?? 0, MOST_DOUBT)
}

/** Metres that surely lie between two doubtful places. */
export function apart(here: Position, there: Position): number {
  return Math.max(0, distance(here, there) - doubt(here) - doubt(there))
}

export function useReach(task: () => Task) {
  const here = shallowRef<Position | null>(null)
  const isLooking = shallowRef(true)
  const stop = findPosition((found) => {
    if (found.state === 'found') here.value = found.position
    isLooking.value = found.state === 'looking'
  })
  onScopeDispose(stop)

  /** Metres from the case; null where nothing says. */
  const away = computed(() => {
    const { position } = task()
    return here.value && position ? Math.round(apart(here.value, position)) : null
  })
  const needsReason = computed(() => task().position !== null && (away.value === null || away.value > task().reach_metres))
  return { here, isLooking, away, needsReason }
}
