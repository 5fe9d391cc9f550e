/** The queue as a page sees it: live, also across tabs. */
import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { photosOf } from './queue'
import { keep, store, type Deed, type KeptPhoto, type Queued } from './store'

/** Whatever `query` reads from the store, read again whenever it changes. */
export function useLive<Value>(query: () => Promise<Value>, empty: Value): Readonly<ShallowRef<Value>> {
  const value = shallowRef(empty)
  const subscription = liveQuery(query).subscribe({ next: (found) => { value.value = found }, error: () => undefined })
  onScopeDispose(() => { subscription.unsubscribe() })
  return value
}

/** Every report this phone still knows of, newest first. */
export function useOutbox(): Readonly<ShallowRef<Queued[]>> {
  return useLive(() => keep(() => store.reports.orderBy('id').reverse().toArray()), [])
}

/** Every deed that the server has not carried out yet, in the order of their making. */
export function useDeeds(): Readonly<ShallowRef<Deed[]>> {
  return useLive(() => keep(() => store.deeds.orderBy('id').filter(({ delivery }) => delivery.state !== 'sent').toArray()), [])
}

/** The photos of a report or a deed, with how far each is. */
export function useKeptPhotos(owner: string): Readonly<ShallowRef<KeptPhoto[]>> {
  return useLive(() => photosOf(owner), [])
}
