/// <reference lib="webworker" />
/** The service worker: keeps the shell for days without a line, and empties the outbox when the line is back. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { flush } from '../src/outbox/flush'
import type { Line } from '../src/outbox/line'
import { nextTime } from '../src/outbox/turns'
import { open, show } from './push'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

const line: Line = {
  fetch: (path, init) => fetch(path, init),
  now: () => Date.now(),
  random: () => Math.random(),
  language: () => 'zh-CN',
}

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
// What the server itself answers is never the shell's business, and is never kept.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: [/^\/(\?|$)/] }))
registerRoute(new NavigationRoute(createHandlerBoundToURL('/app.html'), { denylist: [/^\/(api|docs|healthz|readyz|metrics)(\/|$)/] }))

// Only when a person asks: a page in the middle of its work keeps the files it came with.
self.addEventListener('message', ({ data }) => { if (data === 'take over') void self.skipWaiting() })

/** What draws maps is large: not fetched for citizens who never open one, and kept once it was. */
const stem = (url: string) => url.replace(/-[\w-]{8}\.\w+$/, '')
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/maplibre'), async ({ request }) => {
  const shelf = await caches.open('map-code')
  const known = await shelf.match(request)
  if (known) return known
  const fresh = await fetch(request)
  if (!fresh.ok) return fresh
  for (const old of await shelf.keys()) if (stem(old.url) === stem(request.url)) await shelf.delete(old)
  await shelf.put(request, fresh.clone())
  return fresh
})

self.addEventListener('activate', (event) => { event.waitUntil(self.clients.claim()) })

async function empty(): Promise<void> {
  await flush(line, true)
  if ((await nextTime()) !== null) throw new Error('still waiting') // the browser will sync once more
}

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent
  if (sync.tag === 'outbox') sync.waitUntil(empty())
})

self.addEventListener('push', (event) => { event.waitUntil(show(self.registration, event.data)) })
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(self.clients, event.notification))
})
