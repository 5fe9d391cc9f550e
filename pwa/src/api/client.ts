/** The typed client: same origin, language and credentials on every call, problems thrown. */
import createClient, { type Middleware } from 'openapi-fetch'
import { language } from '../words'
import { byCookie, credentials } from './credentials'
import { Refusal, readProblem } from './problem'
import { isOutdated } from './version'
import type { paths } from './schema'

const PATIENCE = 30_000 // ms

let lapsed: () => void = () => undefined

/** What to do when the server no longer knows the session that this page was using. */
export function onLapse(work: () => void): void {
  lapsed = work
}

const manners: Middleware = {
  async onRequest({ request }) {
    const isAskingWho = request.method === 'GET' && request.url.endsWith('/session')
    const headers = isAskingWho ? {} : await credentials()
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
    request.headers.set('Accept-Language', language.value)
    return request
  },
  async onResponse({ response }) {
    isOutdated(response)
    if (response.ok) return undefined
    if (response.status === 401 && byCookie() && !response.url.endsWith('/session')) lapsed()
    const problem = readProblem(await response.json().catch(() => null))
    throw new Refusal(problem ?? { status: response.status, code: '', title: response.statusText, detail: '' })
  },
}

function patient(request: Request): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => { stop.abort() }, PATIENCE)
  return fetch(request, { signal: stop.signal }).finally(() => { clearTimeout(timer) })
}

export const api = createClient<paths>({ baseUrl: '', fetch: patient })
api.use(manners)

/** The body of an answer; the middleware has thrown already where there is none. */
export function body<Whole>(answer: { data?: unknown }): Whole {
  return answer.data as Whole
}
