/** Going over to the newer app: what is written and what waits is in the phone's store and stays there. */

function reload(): void {
  location.reload()
}

/** Let the newest service worker take over, where there is one, and load the page anew. */
export async function update(): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  const registration = await serviceWorker?.getRegistration()
  if (!serviceWorker || !registration) return reload()
  await registration.update().catch(() => undefined)
  const next = registration.installing ?? registration.waiting
  if (!next) return reload()
  serviceWorker.addEventListener('controllerchange', reload, { once: true })
  const takeOver = () => { if (next.state === 'installed') next.postMessage('take over') }
  next.addEventListener('statechange', takeOver)
  takeOver()
}
