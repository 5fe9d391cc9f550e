/** This browser's subscription: whether it can be told, and the server knowing of it. */
import { api, body } from '../api/client'
import type { Wish } from '../api/types'
import { language } from '../words'

const ASKED = 'xunjie.push.asked'
const ID = 'xunjie.push.id'

export type Telling = 'unable' | 'denied' | 'off' | 'on'

/** What this browser allows; a web-view has neither service worker nor notifications. */
export async function telling(): Promise<Telling> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'unable'
  if (Notification.permission === 'denied') return 'denied'
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** Whether this is the moment to ask: something was sent, nobody was asked before, and it could be. */
export async function isMoment(): Promise<boolean> {
  if (localStorage.getItem(ASKED) !== null || (await telling()) !== 'off') return false
  return Notification.permission === 'default'
}

export function noteAsked(): void {
  localStorage.setItem(ASKED, new Date().toISOString())
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}

/** Ask the person, subscribe, and let the server know. Gives what holds afterwards; throws where the service or the server fails. */
export async function turnOn(): Promise<Telling> {
  noteAsked()
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const worker = await navigator.serviceWorker.ready
  const { key } = body<{ key: string }>(await api.GET('/api/v1/push/key'))
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })
  const { endpoint, keys } = made.toJSON()
  const sent = { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }, expirationTime: null, language: language.value === 'en' ? 'en' as const : 'zh' as const }
  const kept = body<{ id: string }>(await api.PUT('/api/v1/push/subscriptions', { body: sent }))
  localStorage.setItem(ID, kept.id)
  return 'on'
}

/** Be told here no more. */
export async function turnOff(): Promise<Telling> {
  const worker = await navigator.serviceWorker.ready
  await (await worker.pushManager.getSubscription())?.unsubscribe()
  const id = localStorage.getItem(ID)
  if (id !== null) await api.DELETE('/api/v1/push/subscriptions/{subscription_id}', { params: { path: { subscription_id: id } } }).catch(() => undefined)
  localStorage.removeItem(ID)
  return 'off'
}

/** One's wish, with what there is to choose from. */
export async function wish(): Promise<Wish> {
  return body<Wish>(await api.GET('/api/v1/notices/preferences'))
}

/** Hear of some things no more; all else stays as it was. */
export async function keepOff(known: Wish, off: Wish['off']): Promise<Wish> {
  const { language: spoken, chain, quiet_from, quiet_to, digest_at, email } = known
  return body<Wish>(await api.PUT('/api/v1/notices/preferences', { body: { language: spoken, chain, quiet_from, quiet_to, digest_at, email, off } }))
}

/** Have one sent to oneself now. */
export async function tryOut(): Promise<void> {
  await api.POST('/api/v1/push/test')
}
