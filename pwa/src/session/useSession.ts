/** Who is signed in on this phone, remembered so that a page without a line still knows. */
import { computed, shallowRef } from 'vue'
import { api, body } from '../api/client'
import { signedInWith, waitFor } from '../api/credentials'
import type { Person, Role, Session } from '../api/types'
import { kick } from '../outbox/engine'
import { wakeAfterSignIn } from '../outbox/turns'

const KEPT = 'xunjie.person'
const DESK: readonly Role[] = ['operator', 'duty_chief', 'dispatcher', 'department', 'maintainer', 'member', 'leader', 'administrator', 'auditor']

function remembered(): Person | null {
  const kept = localStorage.getItem(KEPT)
  return kept === null ? null : (JSON.parse(kept) as Person)
}

const person = shallowRef<Person | null>(remembered())
const isInspector = computed(() => person.value?.roles.includes('inspector') ?? false)
const isAtDesk = computed(() => person.value?.roles.some((role) => DESK.includes(role)) ?? false)
const home = computed(() => (isInspector.value ? '/tasks' : isAtDesk.value ? '/desk' : '/'))

async function enter(session: Session): Promise<void> {
  signedInWith(session.person ? session.csrf : null)
  person.value = session.person
  if (session.person) {
    localStorage.setItem(KEPT, JSON.stringify(session.person))
    await wakeAfterSignIn()
    kick(true)
  } else localStorage.removeItem(KEPT)
}

/** Ask the server whether the remembered person is still signed in. Without a line the memory stands. */
async function ask(): Promise<void> {
  const answer = await api.GET('/api/v1/session').catch(() => null)
  if (answer) await enter(body<Session>(answer))
}

/** Know again who was signed in here; calls to the server wait for it. */
function restore(): Promise<void> {
  const asking = person.value === null ? Promise.resolve() : ask()
  waitFor(asking)
  return asking
}

async function signIn(username: string, password: string): Promise<void> {
  await enter(body<Session>(await api.POST('/api/v1/session', { body: { username, password } })))
}

async function signOut(): Promise<void> {
  await api.DELETE('/api/v1/session')
  await import('../outbox/shelf').then(({ clearShelf }) => clearShelf())
  await enter({ person: null, csrf: null })
}

/** The server no longer knows this session: forget it here as well. */
async function lapse(): Promise<void> {
  await enter({ person: null, csrf: null })
}

export function useSession() {
  return { person, isInspector, isAtDesk, home, restore, signIn, signOut, lapse }
}
