/** The queue as a page sees it: live, also across tabs. */
import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { keep, store, type KeptPhoto, type Queued } from './store'

/** Whatever `query` reads from the store, read again whenever it changes. */
export function useLive<Value>(query: () => Promise<Value>, empty: Value): Readonly<ShallowRef<Value>> {
  const value = shallowRef(empty)
  const subscription = liveQuery(query).subscribe({ next: (found) => { value.value = found }, error: () => undefined })
  onScopeDispose(() => { subscription.unsubscribe() })
  return value
}

export interface Parcel {
  report: Queued
  photos: KeptPhoto[]
}

async function parcels(): Promise<Parcel[]> {
  const [reports, photos] = await Promise.all([store.reports.orderBy('id').reverse().toArray(), store.photos.toArray()])
  return reports.map((report) => ({ report, photos: photos.filter((photo) => photo.owner === report.id).sort((a, b) => a.place - b.place) }))
}

/** Every report this phone still knows of, newest first, with its photos' states. */
export function useOutbox(): Readonly<ShallowRef<Parcel[]>> {
  return useLive(() => keep(parcels), [])
}
