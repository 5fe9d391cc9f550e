/** The rules on the screen, what is changed of them but not saved, and what that would do. */
import { computed, ref, shallowRef } from 'vue'
import type { Rule, RuleChange, Rules, RuleText, Trial } from '../api/types'
import { whyOf } from '../ui/useAsk'
import { attempt, rules, save } from './calls'

export const NEW = 0 // the id of a rule that the server does not know yet

const TEXTS = ['class_code', 'category', 'condition', 'area', 'road', 'owner', 'days', 'opens', 'closes', 'organisation', 'note'] as const

/** A rule as it is sent: by codes. */
export function textOf(rule: Rule | null, length: number): RuleText {
  const text = Object.fromEntries(TEXTS.map((name) => [name, rule?.[name] ?? ''])) as Pick<RuleText, (typeof TEXTS)[number]>
  return { ...text, id: rule?.id ?? null, number: rule?.number ?? length + 1 }
}

export function useRules() {
  const known = shallowRef<Rules | null>(null)
  const put = shallowRef<RuleText[]>([])
  const removed = shallowRef<number[]>([])
  const trial = shallowRef<Trial | null>(null)
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const pending = computed(() => put.value.length + removed.value.length)
  const change = (): RuleChange => ({ put: put.value, remove: removed.value })

  async function busily(work: () => Promise<void>): Promise<void> {
    isBusy.value = true
    why.value = null
    await work().catch((error: unknown) => { why.value = whyOf(error) })
    isBusy.value = false
  }

  function drop(): void {
    put.value = []
    removed.value = []
    trial.value = null
  }

  function note(text: RuleText): void {
    put.value = [...put.value.filter((one) => one.id === null || one.id !== text.id), text]
    trial.value = null
  }

  function remove(id: number): void {
    removed.value = removed.value.includes(id) ? removed.value.filter((one) => one !== id) : [...removed.value, id]
    put.value = put.value.filter((one) => one.id !== id)
    trial.value = null
  }

  const load = () => busily(async () => { known.value = await rules() })
  const tryOut = () => busily(async () => { trial.value = await attempt(change()) })
  const keep = () => busily(async () => { known.value = await save(change()); drop() })

  return { known, put, removed, trial, why, isBusy, pending, load, note, remove, drop, tryOut, keep }
}
