/** Today's errands: from the server or from the shelf, without those whose answers are on their way, in walking order. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Position } from '../api/types'
import { shelved } from '../outbox/shelf'
import { useDeeds } from '../outbox/useOutbox'
import { findPosition } from '../report/position'
import { useSurveyTasks } from '../surveys/useSurveyTasks'
import { useAsk } from '../ui/useAsk'
import { tasks } from './calls'
import { walkingOrder } from './route'
import { away, errands, type Errand } from './stops'

export type Order = 'time' | 'route' | 'map'

/** An errand with how far it is from here, in metres. */
export interface Placed {
  errand: Errand
  away: number | null
}

export function useTasks() {
  const { asked, ask: askTasks } = useAsk(() => shelved('tasks', tasks))
  const surveys = useSurveyTasks()
  const deeds = useDeeds()
  const here = shallowRef<Position | null>(null)
  const order = ref<Order>('time')
  const stop = findPosition((found) => { if (found.state === 'found') here.value = found.position })
  onScopeDispose(stop)

  const answered = computed(() => new Set(deeds.value.filter(({ delivery }) => delivery.state !== 'refused').map(({ path }) => path)))
  const open = computed(() => (asked.value.state === 'there' ? asked.value.value : []).filter(({ id }) => !answered.value.has(`/api/v1/tasks/${id}/answer`)))
  const all = computed(() => errands(open.value, surveys.open.value))
  const shown = computed<Placed[]>(() =>
    (order.value !== 'time' ? walkingOrder(all.value, here.value) : all.value).map((errand) => ({ errand, away: away(errand, here.value) })),
  )
  const ask = async (): Promise<void> => { await Promise.all([askTasks(), surveys.ask()]) }
  return { asked, askedSurveys: surveys.asked, ask, order, shown, here }
}
