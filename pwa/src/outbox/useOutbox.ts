/** The queue as a page sees it: live, also across tabs. */
import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { keep, store, type Deed, type KeptPhoto, type Queued } from './store'

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

async function byOwner(): Promise<Map<string, KeptPhoto[]>> {
  const found = new Map<string, KeptPhoto[]>()
  for (const photo of await store.photos.toArray()) found.set(photo.owner, [...(found.get(photo.owner) ?? []), photo])
  for (const photos of found.values()) photos.sort((a, b) => a.place - b.place)
  return found
}

async function parcels(): Promise<Parcel[]> {
  const [reports, photos] = await Promise.all([store.reports.orderBy('id').reverse().toArray(), byOwner()])
  return reports.map((report) => ({ report, photos: photos.get(report.id) ?? [] }))
}

/** Every report this phone still knows of, newest first, with its photos' states. */
export function useOutbox(): Readonly<ShallowRef<Parcel[]>> {
  return useLive(() => keep(parcels), [])
}

export interface UnsentDeed {
  deed: Deed
  photos: KeptPhoto[]
}

async function unsentDeeds(): Promise<UnsentDeed[]> {
  const [deeds, photos] = await Promise.all([store.deeds.orderBy('id').toArray(), byOwner()])
  return deeds.filter(({ delivery }) => delivery.state !== 'sent').map((deed) => ({ deed, photos: photos.get(deed.id) ?? [] }))
}

/** Every deed that the server has not carried out yet, in the order of their making. */
export function useDeeds(): Readonly<ShallowRef<UnsentDeed[]>> {
  return useLive(() => keep(unsentDeeds), [])
}
