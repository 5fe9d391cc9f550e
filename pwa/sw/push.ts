/// <reference lib="webworker" />
/** What the city pushes: shown once by its tag, its arrival told to the server, and opened by a tap. */

/** Milliseconds before each try; a browser lets us go on for half a minute. */
const AGAIN = [0, 1_000, 4_000, 12_000]

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
  await confirm(`/api/v1/push/receipts/${encodeURIComponent(receipt)}`)
}

/** Who knows the receipt was told; nothing else says who asks. A push may be here before its sender has written it down (404), and a line may be gone: said again then. */
async function confirm(path: string): Promise<void> {
  for (const wait of AGAIN) {
    await new Promise((done) => setTimeout(done, wait))
    const answer = await fetch(path, { method: 'POST', credentials: 'omit' }).catch(() => null)
    if (answer !== null && answer.status !== 404 && answer.status < 500) return
  }
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
