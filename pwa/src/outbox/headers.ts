/** Who sends what is queued: this phone by its token, or the member of staff who made it by session. */
import { Halt, ask, halt, type Line } from './line'
import type { Journey } from './store'
import { deviceToken } from './token'

interface Who {
  person: { id: number } | null
  csrf: string | null
}

async function who(line: Line): Promise<Who> {
  const response = await ask(line, '/api/v1/session', { headers: { Accept: 'application/json' } })
  if (!response.ok) throw await halt(line, response)
  const found = (await response.json().catch(() => null)) as Who | null
  if (found === null || !('csrf' in found)) throw new Halt({ kind: 'cut' })
  return found
}

/** The headers to send this with. Halts with 'sign-in' where its maker is not signed in. */
export async function headersFor(one: Journey, line: Line): Promise<Record<string, string>> {
  const language = { 'Accept-Language': line.language() }
  if (one.person === null) return { ...language, Authorization: `Bearer ${one.token ?? (await deviceToken())}` }
  const session = await who(line)
  if (session.csrf === null || session.person?.id !== one.person) throw new Halt({ kind: 'sign-in' })
  return { ...language, 'X-CSRF-Token': session.csrf }
}
