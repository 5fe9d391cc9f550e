/** Emptying the queue: oldest first, one at a time, each ending written down. */
import { alone } from './alone'
import type { Line } from './line'
import { nextDue, note, numberOf } from './queue'
import { backoff } from './retry'
import { send, type Outcome } from './send'
import type { Queued } from './store'

async function later(line: Line, report: Queued, why: 'cut' | 'busy', seconds: number | null): Promise<void> {
  const wait = seconds ?? backoff(report.attempts, line.random())
  await note(report.id, {
    delivery: { state: 'waiting', why },
    attempts: report.attempts + 1,
    dueAt: line.now() + wait * 1000,
    isFirm: seconds !== null,
  })
}

async function writeDown(line: Line, report: Queued, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'sent':
      return
    case 'spoilt':
      return note(report.id, { delivery: { state: 'refused', reason: outcome.reason, number: outcome.number } })
    case 'refused':
      return note(report.id, { delivery: { state: 'refused', reason: outcome.reason, number: await numberOf(report.id) } })
    case 'sign-in':
      return note(report.id, { delivery: { state: 'sign-in' } })
    case 'cut':
      return later(line, report, 'cut', null)
    case 'busy':
      return later(line, report, 'busy', outcome.seconds)
  }
}

/**
 * Send everything that is due; `hurried` also what waits for its turn (the line came back).
 * A cut line ends the round: the others would only be cut as well. 'held' where another tab sends.
 */
export function flush(line: Line, hurried: boolean): Promise<number | 'held'> {
  return alone('xunjie-outbox', async () => {
    const tried = new Set<string>()
    for (;;) {
      const report = await nextDue(line.now(), hurried, tried)
      if (report === null) return tried.size
      tried.add(report.id)
      const outcome = await send(line, report)
      await writeDown(line, report, outcome)
      if (outcome.kind === 'cut') return tried.size
    }
  })
}
