/// <reference lib="webworker" />
/** What the city pushes: shown once by its tag, its arrival told to the server, and opened by a tap. */

interface Message {
  title: string
  body: string
  url: string
  tag: string
  receipt: string
}

/** Show it, and say that it was shown: without that the server goes on to SMS. A message of another form is told as such. */
export async function show(registration: ServiceWorkerRegistration, data: PushMessageData | null): Promise<void> {
  const said = (data?.json() ?? {}) as Partial<Message>
  const { title = '巡街', body = '', url = '/notices', tag = 'xunjie', receipt } = said
  await registration.showNotification(title, { body, tag, icon: '/icons/192.png', badge: '/icons/192.png', lang: 'zh-CN', data: { url } })
  if (receipt === undefined) return
  // Who knows the receipt was told; nothing else says who asks.
  await fetch(`/api/v1/push/receipts/${encodeURIComponent(receipt)}`, { method: 'POST', credentials: 'omit' }).catch(() => undefined)
}

/** Open what it is about, in a window that is there or in a new one; never anything but our own pages. */
export async function open(clients: Clients, { data }: Notification): Promise<void> {
  const { url } = data as { url: string }
  const there = new URL(url, self.location.origin)
  const path = there.origin === self.location.origin ? there.href : '/notices'
  const [window] = await clients.matchAll({ type: 'window' })
  if (!window) return void (await clients.openWindow(path))
  await window.focus()
  await window.navigate(path).catch(() => clients.openWindow(path))
}
