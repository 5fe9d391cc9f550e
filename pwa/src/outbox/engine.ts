/** What keeps the queue moving while a page is open: the clock, the line coming back, the page being looked at. */
import { language } from '../words'
import type { Line } from './line'
import { nextTime } from './turns'

const HELD = 2000 // ms until we look whether the other tab is done
const LONGEST = 300_000 // ms

export const pageLine: Line = {
  fetch: (path, init) => fetch(path, init),
  now: () => Date.now(),
  random: () => Math.random(),
  language: () => language.value,
}

let timer: ReturnType<typeof setTimeout> | undefined
let running: Promise<void> | null = null
let again: 'no' | 'yes' | 'hurried' = 'no'

function wakeIn(ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => { kick(false) }, Math.min(Math.max(ms, 0), LONGEST))
}

/** What sends is fetched after the first page, and kept from then on: without a line there is nothing to send by. */
export const fetchSender = () => import('./flush')

async function turn(hurried: boolean): Promise<void> {
  if ((await nextTime().catch(() => 0)) === null) return // nothing waits: nothing to fetch either
  const done = await fetchSender().then(({ flush }) => flush(pageLine, hurried)).catch(() => 'held' as const)
  const next = await nextTime().catch(() => Date.now() + LONGEST)
  if (next === null) return
  wakeIn(done === 'held' ? HELD : Math.max(1000, next - Date.now()))
}

/** Try to send now; `hurried` disregards the waiting times that are only our own. */
export function kick(hurried: boolean): void {
  if (running) {
    again = hurried || again === 'hurried' ? 'hurried' : 'yes'
    return
  }
  running = turn(hurried).finally(() => {
    running = null
    const next = again
    again = 'no'
    if (next !== 'no') kick(next === 'hurried')
  })
}

/** Ask the browser to wake the service worker when the line is back, where it can. */
export async function askForSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  const { sync } = (registration ?? {}) as { sync?: { register: (tag: string) => Promise<void> } }
  await sync?.register('outbox').catch(() => undefined)
}

/** Start sending for as long as this page lives. */
export function start(): void {
  const hurry = () => { kick(true) }
  window.addEventListener('online', hurry)
  window.addEventListener('pageshow', hurry)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') hurry() })
  hurry()
}
