/** What was last read from the server, for when there is no line; forgotten when the person signs out. */
import { Refusal } from '../api/problem'
import { SHELF } from '../pack/kept'
import { keep, store } from './store'

const NAME = 'shelf.'

/** Read anew and keep it; where the line is cut, what was kept. Throws where the server refuses, or nothing was kept. */
export async function shelved<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
  try {
    const value = await read()
    await keep(() => store.keys.put({ name: NAME + name, value }))
    return value
  } catch (error) {
    if (error instanceof Refusal) throw error
    const kept = await keep(() => store.keys.get(NAME + name))
    if (!kept) throw error
    return kept.value as Value
  }
}

/** Forget all that was kept for whoever was signed in, the offline pack with it. */
export async function clearShelf(): Promise<void> {
  await keep(() => store.keys.where('name').startsWith(NAME).delete())
  if (typeof caches !== 'undefined') await caches.delete(SHELF)
}
