/** One thing asked of the server, as a page draws it: asking, there, or not to be had. */
import { shallowRef, type ShallowRef } from 'vue'
import { Refusal, sentence } from '../api/problem'
import { t } from '../words'

export type Asked<Value> =
  | { state: 'asking' }
  | { state: 'there'; value: Value }
  | { state: 'failed'; why: string; status: number | null }

/** Words for an error: the server's own where it gave any, else that the line is gone. */
export function whyOf(error: unknown): string {
  if (error instanceof Refusal) return sentence(error.problem) || t('failed')
  return t('noLine')
}

/** Ask, and ask again on `ask()`; an answer that was there stays on the screen while a new one is fetched. */
export function useAsk<Value>(question: () => Promise<Value>): { asked: ShallowRef<Asked<Value>>; ask: () => Promise<void> } {
  const asked = shallowRef<Asked<Value>>({ state: 'asking' }) as ShallowRef<Asked<Value>>
  let turn = 0
  async function ask(): Promise<void> {
    const mine = (turn += 1)
    const settle = (found: Asked<Value>) => { if (mine === turn) asked.value = found }
    if (asked.value.state === 'failed') asked.value = { state: 'asking' }
    await question()
      .then((value) => { settle({ state: 'there', value }) })
      .catch((error: unknown) => {
        const status = error instanceof Refusal ? error.problem.status : null
        if (asked.value.state !== 'there' || status !== null) settle({ state: 'failed', why: whyOf(error), status })
      })
  }
  return { asked, ask }
}
