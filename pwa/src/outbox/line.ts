/** The line to the server as the outbox sees it, and the reasons for which sending halts. */
import { readProblem, sentence, type Problem } from '../api/problem'
import { isOutdated } from '../api/version'
import type { Later } from './delivery'
import { retryAfter } from './retry'

export interface Line {
  fetch: (path: string, init: RequestInit) => Promise<Response>
  now: () => number // ms
  random: () => number // [0, 1)
  language: () => string
}

export type Halted =
  | { kind: 'cut' }
  | { kind: 'busy'; seconds: number | null; why?: Later }
  | { kind: 'sign-in' }
  | { kind: 'refused'; status: number; reason: string }

/** Sending stops here, and why. */
export class Halt extends Error {
  constructor(readonly why: Halted) {
    super(why.kind)
  }
}

const PATIENCE = 60_000 // ms

/** A phone that speaks for itself must not be taken for whoever is signed in on it. */
function who(init: RequestInit): RequestCredentials {
  return new Headers(init.headers).has('Authorization') ? 'omit' : 'same-origin'
}

/** One request; a line that is cut, turned away to another page or silent for a minute halts. */
export async function ask(line: Line, path: string, init: RequestInit): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => { stop.abort() }, PATIENCE)
  try {
    return await line.fetch(path, { cache: 'no-store', redirect: 'error', ...init, credentials: who(init), signal: stop.signal })
  } catch {
    throw new Halt({ kind: 'cut' })
  } finally {
    clearTimeout(timer)
  }
}

const KEEPS = new Set([408, 421, 423, 425, 429])
const LATER: Partial<Record<number, Later>> = { 423: 'same', 429: 'often' }
const TOO_LARGE = 413 // proxies say it too, in no words of ours

async function problemIn(response: Response): Promise<Problem | null> {
  const isProblem = (response.headers.get('Content-Type') ?? '').includes('json')
  return isProblem ? readProblem(await response.json().catch(() => null)) : null
}

/** What a problem of the server's own halts with. */
function refusal(problem: Problem, response: Response): Halted {
  if (problem.code === 'csrf') return { kind: 'busy', seconds: null } // the session changed meanwhile
  if (response.status === 401) return { kind: 'sign-in' }
  // What an old app cannot say rightly is not the person's fault: it is kept for the new one.
  if (isOutdated(response)) return { kind: 'busy', seconds: null, why: 'outdated' }
  return { kind: 'refused', status: response.status, reason: sentence(problem) }
}

/** Why an answer that is not a success halts; only the server's own problem counts as a refusal. */
export async function halt(line: Line, response: Response): Promise<Halt> {
  const { status } = response
  const seconds = retryAfter(response.headers.get('Retry-After'), line.now())
  if (status >= 500 || KEEPS.has(status)) return new Halt({ kind: 'busy', seconds, why: LATER[status] ?? 'busy' })
  const problem = await problemIn(response)
  if (problem) return new Halt(refusal(problem, response))
  return new Halt(status === TOO_LARGE ? { kind: 'refused', status, reason: '' } : { kind: 'cut' })
}
