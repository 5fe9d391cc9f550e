/** One sender at a time, whatever the number of tabs: Web Locks, or a lease in the store where there are none. */
import { keep, store } from './store'

const LEASE = 90_000 // ms; longer than one request may last

async function take(name: string, holder: string): Promise<boolean> {
  return keep(() =>
    store.transaction('rw', store.leases, async () => {
      const held = await store.leases.get(name)
      if (held && held.holder !== holder && held.until > Date.now()) return false
      await store.leases.put({ name, holder, until: Date.now() + LEASE })
      return true
    }),
  )
}

async function withLease<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'> {
  const holder = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')
  if (!(await take(name, holder))) return 'held'
  const renewal = setInterval(() => { take(name, holder).catch(() => undefined) }, LEASE / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    await keep(() => store.leases.delete(name))
  }
}

/** Do the work if nobody else is at it; 'held' where somebody is. */
export async function alone<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return withLease(name, work)
  return await locks.request(name, { ifAvailable: true }, async (lock): Promise<Result | 'held'> => (lock ? work() : 'held'))
}
