/** The start: words, theme, page, then the outbox and the service worker beside it. */
import { createApp } from 'vue'
import 'vant/es/style/base.css'
import './ui/tokens.css'
import './ui/base.css'
import { onLapse } from './api/client'
import App from './App.vue'
import { fallBackOn, isWithoutSubtle } from './outbox/digest'
import { start } from './outbox/engine'
import { fetchAhead, router } from './router'
import { useSession } from './session/useSession'
import { followTheme } from './ui/theme'
import { speakAsBefore } from './words'

/** When the page has been drawn and nothing presses; web-views without the call wait a moment. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 800 })
  else setTimeout(work, 300)
}

async function begin(): Promise<void> {
  const { restore, lapse } = useSession()
  followTheme()
  await speakAsBefore()
  onLapse(() => {
    void lapse().then(() => router.push({ path: '/sign-in', query: { to: router.currentRoute.value.fullPath } }))
  })
  window.addEventListener('online', () => { void restore() })
  const restored = restore()
  createApp(App).use(router).mount('#app')
  whenIdle(() => { void fetchAhead().catch(() => undefined) })
  await restored.catch(() => undefined)
  start()
}

async function besides(): Promise<void> {
  if ('serviceWorker' in navigator && import.meta.env.PROD) await navigator.serviceWorker.register('/sw.js')
}

if (isWithoutSubtle()) fallBackOn(import('@noble/hashes/sha2.js'))
void begin()
window.addEventListener('load', () => { void besides().catch(() => undefined) })
