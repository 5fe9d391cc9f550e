/** Emptying the queue: oldest first, one at a time, each ending written down. */
import { alone } from './alone'
import { carry } from './carry'
import type { Later } from './delivery'
import type { Line } from './line'
import { numberOf } from './queue'
import { backoff, LONGEST_TOLD } from './retry'
import { send, type Outcome } from './send'
import { nextDue, note, type Due } from './turns'

async function later(line: Line, due: Due, why: 'cut' | Later, seconds: number | null): Promise<void> {
  const wait = Math.min(seconds ?? backoff(due.one.attempts, line.random()), LONGEST_TOLD)
  await note(due, {
    delivery: { state: 'waiting', why },
    attempts: due.one.attempts + 1,
    dueAt: line.now() + wait * 1000,
    isFirm: seconds !== null,
  })
}

async function refused(due: Due, { reason, status }: { reason: string; status: number }): Promise<void> {
  const number = due.kind === 'report' ? await numberOf(due.one.id) : null
  await note(due, { delivery: { state: 'refused', reason, number, status } })
}

async function writeDown(line: Line, due: Due, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'sent':
      return
    case 'spoilt':
    case 'refused':
      return refused(due, outcome)
    case 'sign-in':
      return note(due, { delivery: { state: 'sign-in' } })
    case 'cut':
      return later(line, due, 'cut', null)
    case 'busy':
      return later(line, due, outcome.why ?? 'busy', outcome.seconds)
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
      const due = await nextDue({ now: line.now(), hurried, tried })
      if (due === null) return tried.size
      tried.add(due.one.id)
      const outcome = due.kind === 'report' ? await send(line, due.one) : await carry(line, due.one)
      await writeDown(line, due, outcome)
      if (outcome.kind === 'cut') return tried.size
    }
  })
}
