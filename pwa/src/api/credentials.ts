/** Who asks: a member of staff by session cookie and CSRF word, everybody else by the device's own token. */
import { deviceToken } from '../outbox/token'

let csrf: string | null = null
let opening: Promise<unknown> = Promise.resolve()

/** Let whoever asks wait until it is known who is signed in. */
export function waitFor(restored: Promise<unknown>): void {
  opening = restored.catch(() => undefined)
}

/** Remember the CSRF word of the session that was opened, or forget it. */
export function signedInWith(word: string | null): void {
  csrf = word
}

/** True when a member of staff is signed in on this page. */
export function byCookie(): boolean {
  return csrf !== null
}

/** The headers that say who asks. */
export async function credentials(): Promise<Record<string, string>> {
  await opening
  return csrf !== null ? { 'X-CSRF-Token': csrf } : { Authorization: `Bearer ${await deviceToken()}` }
}
