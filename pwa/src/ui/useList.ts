/** A list that comes in pages. */
import { ref, shallowRef } from 'vue'
import type { Page } from '../api/types'
import { whyOf } from './useAsk'

/** Items so far, and `more()` for the next page; `again()` begins anew. */
export function useList<Item>(page: (cursor: string | null) => Promise<Page<Item>>) {
  const items = shallowRef<Item[]>([])
  const next = ref<string | null>(null)
  const why = ref<string | null>(null)
  const isAsking = ref(true)
  let turn = 0

  async function fetchPage(cursor: string | null): Promise<void> {
    const mine = (turn += 1)
    isAsking.value = true
    why.value = null
    try {
      const found = await page(cursor)
      if (mine !== turn) return
      items.value = cursor === null ? found.items : [...items.value, ...found.items]
      next.value = found.next
    } catch (error) {
      if (mine === turn) why.value = whyOf(error)
    } finally {
      if (mine === turn) isAsking.value = false
    }
  }

  return { items, next, why, isAsking, again: () => fetchPage(null), more: () => fetchPage(next.value) }
}
