/** One's own duty as this phone knows it, shared by the pages and the patrol. */
import { shallowRef } from 'vue'
import type { Deed } from '../outbox/store'
import type { Duty, MarkKind } from './types'

/** As the server told it last. */
export const known = shallowRef<Duty | null>(null)

const STATES: Record<MarkKind, Duty['state']> = { sign_on: 'on', break: 'break', resume: 'on', sign_off: 'off' }

/** The state once the marks that wait on this phone have arrived: with no line, a sign-on counts here already. */
export function stateAfter(state: Duty['state'], marks: readonly Pick<Deed, 'body' | 'delivery'>[]): Duty['state'] {
  const waiting = marks.filter(({ delivery }) => delivery.state !== 'refused' && delivery.state !== 'sent')
  const kind = waiting.at(-1)?.body['kind'] as MarkKind | undefined
  return kind === undefined ? state : (STATES[kind] ?? state)
}
