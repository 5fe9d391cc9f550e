/** The start: words, theme, page, then the outbox and the service worker beside it. */
import { createApp } from 'vue'
import 'vant/es/style/base.css'
import './ui/tokens.css'
import './ui/base.css'
import App from './App.vue'
import { start } from './outbox/engine'
import { fetchAhead, router } from './router'
import { useSession } from './session/useSession'
import { followTheme } from './ui/theme'
import { speakAsBefore } from './words'

async function begin(): Promise<void> {
  followTheme()
  await speakAsBefore()
  createApp(App).use(router).mount('#app')
  await useSession().restore().catch(() => undefined)
  start()
  setTimeout(() => { void fetchAhead().catch(() => undefined) }, 1500)
}

async function besides(): Promise<void> {
  if ('serviceWorker' in navigator && import.meta.env.PROD) await navigator.serviceWorker.register('/sw.js')
}

void begin()
window.addEventListener('load', () => { void besides().catch(() => undefined) })
