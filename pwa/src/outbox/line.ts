/** The line to the server as the outbox sees it, and the reasons for which sending halts. */
import { readProblem, sentence } from '../api/problem'
import { retryAfter } from './retry'

export interface Line {
  fetch: (path: string, init: RequestInit) => Promise<Response>
  now: () => number // ms
  random: () => number // [0, 1)
  language: () => string
}

export type Halted =
  | { kind: 'cut' }
  | { kind: 'busy'; seconds: number | null }
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

/** Why an answer that is not a success halts; only the server's own problem counts as a refusal. */
export async function halt(line: Line, response: Response): Promise<Halt> {
  const { status } = response
  const seconds = retryAfter(response.headers.get('Retry-After'), line.now())
  if (status >= 500 || KEEPS.has(status)) return new Halt({ kind: 'busy', seconds })
  const isProblem = (response.headers.get('Content-Type') ?? '').includes('json')
  const problem = isProblem ? readProblem(await response.json().catch(() => null)) : null
  if (problem?.code === 'csrf') return new Halt({ kind: 'busy', seconds: null }) // the session changed meanwhile
  if (status === 401) return new Halt(problem ? { kind: 'sign-in' } : { kind: 'cut' })
  return problem ? new Halt({ kind: 'refused', status, reason: sentence(problem) }) : new Halt({ kind: 'cut' })
}
