/** Whose turn it is: the oldest that is due, deeds on one subject strictly one after the other. */
import { isPending } from './delivery'
import { keep, store, type Deed, type Journey, type Queued } from './store'

/** One thing whose turn it is. */
export type Due = { kind: 'report'; one: Queued } | { kind: 'deed'; one: Deed }

/** What a round knows: the time (ms), whether only our own waiting times are disregarded, what it tried already. */
export interface Round {
  now: number
  hurried: boolean
  tried: ReadonlySet<string>
}

const FARTHEST = 3_600_000 // ms; nothing is told to wait longer, so a later date comes from a clock that was set back

/** True when it may be sent now. */
export function isDue(one: Journey, { now, hurried, tried }: Round): boolean {
  if (!isPending(one.delivery) || tried.has(one.id)) return false
  return one.dueAt <= now || one.dueAt > now + FARTHEST || (hurried && !one.isFirm)
}

/**
 * The deeds that may go next, oldest first: of each subject only the first that is not delivered,
 * and none whose report is still on this phone.
 */
export function heads(deeds: readonly Deed[], unsentReports: ReadonlySet<string>): Deed[] {
  const subjects = new Set<string>()
  return deeds.filter((deed) => {
    if (deed.delivery.state === 'sent' || subjects.has(deed.subject)) return false
    subjects.add(deed.subject)
    return deed.after === null || !unsentReports.has(deed.after)
  })
}

async function waitedFor(deeds: readonly Deed[]): Promise<Set<string>> {
  const asked = [...new Set(deeds.flatMap((deed) => deed.after ?? []))]
  const found = asked.length > 0 ? await store.reports.bulkGet(asked) : []
  return new Set(found.flatMap((report) => (report && report.delivery.state !== 'sent' ? [report.id] : [])))
}

async function nextDeeds(): Promise<Deed[]> {
  const deeds = await store.deeds.orderBy('id').toArray()
  return heads(deeds, await waitedFor(deeds))
}

/** What is to be sent now, reports and deeds in the order in which they were made; null when nothing is. */
export function nextDue(round: Round): Promise<Due | null> {
  return keep(async () => {
    const report = await store.reports.orderBy('id').filter((one) => isDue(one, round)).first()
    const deed = (await nextDeeds()).find((one) => isDue(one, round))
    if (deed && (!report || deed.id < report.id)) return { kind: 'deed', one: deed }
    return report ? { kind: 'report', one: report } : null
  })
}

/** When something that can go falls due (ms), or null where nothing can. */
export function nextTime(): Promise<number | null> {
  return keep(async () => {
    const reports = await store.reports.filter((one) => isPending(one.delivery)).toArray()
    const deeds = (await nextDeeds()).filter((one) => isPending(one.delivery))
    const times = [...reports, ...deeds].map((one) => one.dueAt)
    return times.length > 0 ? Math.min(...times) : null
  })
}

/** Write down a change of what is on its way. */
export async function note({ kind, one }: Due, change: Partial<Omit<Journey, 'id'>>): Promise<void> {
  await keep(() => (kind === 'report' ? store.reports.update(one.id, change) : store.deeds.update(one.id, change)))
}

/** After somebody signed in: what waited for that is to be sent again. */
export async function wakeAfterSignIn(): Promise<void> {
  const waits = (one: Journey) => one.delivery.state === 'sign-in'
  const awake = { delivery: { state: 'waiting', why: 'queued' }, dueAt: 0, isFirm: false } as const
  await keep(() => store.reports.filter(waits).modify(awake))
  await keep(() => store.deeds.filter(waits).modify(awake))
}
