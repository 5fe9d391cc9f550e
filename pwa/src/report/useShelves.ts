/** My reports in two heaps: those on their way from this phone, and those the server lists. */
import { computed, type Ref } from 'vue'
import type { ReportSummary } from '../api/types'
import type { Parcel } from '../outbox/useOutbox'

/** A report that was seen on its way stays in the first heap, so that its number does not jump away. */
export function useShelves(parcels: Readonly<Ref<Parcel[]>>, items: Readonly<Ref<ReportSummary[]>>) {
  const seen = new Set<string>()
  const known = computed(() => new Set(items.value.map((report) => report.id)))
  const queued = computed(() =>
    parcels.value.filter(({ report }) => {
      if (report.delivery.state !== 'sent') seen.add(report.id)
      return seen.has(report.id) || !known.value.has(report.id)
    }),
  )
  const others = computed(() => items.value.filter((report) => !queued.value.some((parcel) => parcel.report.id === report.id)))
  const endings = computed(() => parcels.value.filter(({ report }) => report.delivery.state === 'sent').length)
  return { queued, others, endings }
}
