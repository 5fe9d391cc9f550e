/** What others reported nearby, and the page that asks whether it is the same. */
import type { Component } from 'vue'
import type { Had } from '../api/types'
import type { Draft } from '../outbox/store'
import AskFirst from './AskFirst.vue'
import { hadBefore } from './calls'

export interface Asking {
  sheet: Component
  found: Had[]
}

/** What to ask before this draft is sent; null where nobody reported anything like it. */
export async function askFirst(draft: Draft): Promise<Asking | null> {
  const found = await hadBefore(draft)
  return found.length > 0 ? { sheet: AskFirst, found } : null
}
