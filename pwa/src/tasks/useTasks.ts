/** Today's tasks: from the server or from the shelf, without those whose answers are on their way, in walking order. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Position, Task } from '../api/types'
import { shelved } from '../outbox/shelf'
import { useDeeds } from '../outbox/useOutbox'
import { findPosition } from '../report/position'
import { useAsk } from '../ui/useAsk'
import { tasks } from './calls'
import { distance, walkingOrder } from './route'

export type Order = 'time' | 'route' | 'map'

/** A task with how far it is from here, in metres. */
export interface Placed {
  task: Task
  away: number | null
}

export function useTasks() {
  const { asked, ask } = useAsk(() => shelved('tasks', tasks))
  const deeds = useDeeds()
  const here = shallowRef<Position | null>(null)
  const order = ref<Order>('time')
  const stop = findPosition((found) => { if (found.state === 'found') here.value = found.position })
  onScopeDispose(stop)

  const answered = computed(() => new Set(deeds.value.filter(({ delivery }) => delivery.state !== 'refused').map(({ path }) => path)))
  const open = computed(() => (asked.value.state === 'there' ? asked.value.value : []).filter(({ id }) => !answered.value.has(`/api/v1/tasks/${id}/answer`)))
  const shown = computed<Placed[]>(() =>
    (order.value !== 'time' ? walkingOrder(open.value, here.value) : open.value).map((task) => ({
      task,
      away: here.value && task.position ? distance(here.value, task.position) : null,
    })),
  )
  return { asked, ask, order, shown, here }
}
