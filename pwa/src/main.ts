/** The start: words, theme, page, then the outbox and the service worker beside it. */
import { createApp, watch } from 'vue'
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

const FRAME = 100 // ms; a page that nobody looks at draws none

/** The page that came with the document is seen before it gives way: on a fast line the scripts are there sooner. */
function firstFrame(): Promise<void> {
  if (performance.getEntriesByName('first-contentful-paint').length > 0) return Promise.resolve()
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, FRAME)
  })
}

const QUIET = 6000 // ms that belong to the first page alone

async function begin(): Promise<void> {
  const { restore, lapse, isInspector } = useSession()
  followTheme()
  await speakAsBefore()
  onLapse(() => {
    void lapse().then(() => router.push({ path: '/sign-in', query: { to: router.currentRoute.value.fullPath } }))
  })
  window.addEventListener('online', () => { void restore() })
  const restored = restore()
  const app = createApp(App).use(router)
  await Promise.all([router.isReady(), firstFrame()]) // until then the page that came with the document stays
  app.mount('#app')
  setTimeout(() => { whenIdle(() => { void fetchAhead().catch(() => undefined) }) }, QUIET)
  await restored.catch(() => undefined)
  start()
  watch(isInspector, (is) => { if (is) void import('./duty/patrol').then(({ patrol }) => { patrol() }).catch(() => undefined) }, { immediate: true })
}

async function besides(): Promise<void> {
  if ('serviceWorker' in navigator && import.meta.env.PROD) await navigator.serviceWorker.register('/sw.js')
}

if (isWithoutSubtle()) fallBackOn(import('@noble/hashes/sha2.js'))
void begin()
window.addEventListener('load', () => { whenIdle(() => { void besides().catch(() => undefined) }) })
