/** Asking again while a page is looked at: on return to it, and every so often. */
import { onScopeDispose } from 'vue'

const EVERY = 30_000 // ms

export function useRefresh(ask: () => Promise<void>, every: number = EVERY): void {
  const look = () => { if (document.visibilityState === 'visible') void ask() }
  const timer = setInterval(look, every)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', look)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', look)
  })
}
