/** The device token: 32 random bytes by which the server knows this phone again, and nothing else of it. */
import { keep, store } from './store'

function fresh(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** This phone's token, made on the first asking. */
export function deviceToken(): Promise<string> {
  return keep(() =>
    store.transaction('rw', store.keys, async () => {
      const kept = await store.keys.get('token')
      if (typeof kept?.value === 'string') return kept.value
      const token = fresh()
      await store.keys.put({ name: 'token', value: token })
      return token
    }),
  )
}
