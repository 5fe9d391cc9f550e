/** The patrol track on the phone: points kept in the store, thinned as they come, sent in batches. */
import { heads } from '../outbox/turns'
import { keep, store, type Fix } from '../outbox/store'
import { distance } from '../tasks/route'

export const BATCH = 500 // points
const MOST = 20_000 // points that are kept: two shifts of twelve hours at five seconds
const STILL = 60_000 // ms; so often at least, also for one who stands still
const BLURRED = 100 // metres; a worse fix says where nobody was, unless nothing was heard for long
export const MARKS = 'duty' // the subject of all marks: sign-on, break, resume, sign-off

/** What a thinned track may be off: the city's own, in metres, and the least time between points, in ms. */
export interface Grain {
  metres: number
  ms: number
}

/** Whether a fix says more than the last one that was kept. */
export function isWorth(last: Fix | null, next: Fix, { metres, ms }: Grain): boolean {
  if (last === null) return true
  const since = next.at - last.at
  if (since < ms) return false
  if (since >= STILL) return true
  if ((next.accuracy ?? 0) > BLURRED) return false
  return distance(last, next) >= metres
}

/** Keep a fix of whoever is on shift; the oldest go where the phone keeps too many. */
export async function keepFix(fix: Fix): Promise<void> {
  await keep(() => store.transaction('rw', store.fixes, async () => {
    await store.fixes.put(fix)
    const over = (await store.fixes.count()) - MOST
    if (over > 0) await store.fixes.bulkDelete(await store.fixes.orderBy('at').limit(over).primaryKeys())
  }))
}

/** True while a mark of somebody's duty waits to be sent: what was walked after it is not believed before it. */
async function hasMarkOnTheWay(person: number): Promise<boolean> {
  const marks = await store.deeds.where('subject').equals(MARKS).filter((one) => one.person === person).toArray()
  return heads(marks, new Set()).some(({ delivery }) => delivery.state !== 'refused')
}

export type Send = (points: (number | null)[][]) => Promise<void>

/** Send what this person walked, the oldest first; what was sent is let go. False where a mark has to go first. */
export async function sendFixes(person: number, send: Send): Promise<boolean> {
  if (await keep(() => hasMarkOnTheWay(person))) return false
  for (;;) {
    const some = await keep(() => store.fixes.orderBy('at').filter((one) => one.person === person).limit(BATCH).toArray())
    if (some.length === 0) return true
    await send(some.map(({ at, lon, lat, accuracy }) => [at, lon, lat, accuracy]))
    await keep(() => store.fixes.bulkDelete(some.map(({ at }) => at)))
  }
}
