/** My reports in two heaps: those on their way from this phone, and those the server lists. */
import { computed, type Ref } from 'vue'
import type { ReportSummary } from '../api/types'
import type { Queued } from '../outbox/store'

/** A report that was seen on its way stays in the first heap, so that its number does not jump away. */
export function useShelves(kept: Readonly<Ref<Queued[]>>, items: Readonly<Ref<ReportSummary[]>>) {
  const seen = new Set<string>()
  const known = computed(() => new Set(items.value.map((report) => report.id)))
  const queued = computed(() =>
    kept.value.filter(({ id, delivery }) => {
      if (delivery.state !== 'sent') seen.add(id)
      return seen.has(id) || !known.value.has(id)
    }),
  )
  const others = computed(() => {
    const first = new Set(queued.value.map(({ id }) => id))
    return items.value.filter(({ id }) => !first.has(id))
  })
  const endings = computed(() => kept.value.filter(({ delivery }) => delivery.state === 'sent').length)
  return { queued, others, endings }
}
