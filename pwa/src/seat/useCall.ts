/** One call after another: what was noted, what the server makes of it meanwhile, and what is kept. */
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { Caller, Suggested } from '../api/types'
import { uuid7 } from '../outbox/identifier'
import { say } from '../ui/say'
import { whyOf } from '../ui/useAsk'
import { caller, keep, suggest, type Noted } from './calls'
import { d } from './words'

const PAUSE = 350 // ms without a key before the server is asked

function fresh(): Noted {
  return { id: uuid7(), madeAt: new Date().toISOString(), phone: '', name: '', words: '', placeWords: '', category: null, follows: null }
}

export function useCall() {
  const noted = reactive<Noted>(fresh())
  const who = shallowRef<Caller | null>(null)
  const suggested = shallowRef<Suggested | null>(null)
  const hasFailed = ref(false)
  const saved = ref('')
  const isBusy = ref(false)
  const choices = computed(() => suggested.value?.categories ?? [])
  const isKept = computed(() => ![noted.phone, noted.name, noted.words, noted.placeWords].some((typed) => typed.trim()))
  let timer = 0
  let turn = 0

  /** Only the last question's answer counts. */
  async function ask(): Promise<void> {
    const mine = (turn += 1)
    if (!noted.words.trim() && !noted.placeWords.trim()) { suggested.value = null; return }
    await suggest(noted.words, noted.placeWords)
      .then((found) => { if (mine === turn) { suggested.value = found; hasFailed.value = false } })
      .catch(() => { if (mine === turn) hasFailed.value = true }) // the operator goes on typing; nothing is lost
  }

  async function look(): Promise<void> {
    if (!noted.phone) return
    await caller(noted.phone)
      .then((found) => { who.value = found; if (!found.is_masked) noted.name ||= found.name ?? '' })
      .catch((error: unknown) => { say(whyOf(error)) })
  }

  /** The same again takes the choice back. */
  function choose(code: string): void {
    noted.category = noted.category === code ? null : code
  }

  function follow(id: string): void {
    noted.follows = noted.follows === id ? null : id
  }

  async function save(): Promise<void> {
    if (isBusy.value) return
    if (!noted.words.trim()) { say(d('needWords')); return }
    isBusy.value = true
    await keep(noted)
      .then((receipt) => { saved.value = receipt.number; next() })
      .catch((error: unknown) => { say(whyOf(error)) })
    isBusy.value = false
  }

  function next(): void {
    Object.assign(noted, fresh())
    who.value = suggested.value = null
    turn += 1
  }

  watch(() => [noted.words, noted.placeWords], () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { void ask() }, PAUSE)
  })
  onScopeDispose(() => { window.clearTimeout(timer) })
  return { noted, who, suggested, hasFailed, choices, saved, isBusy, isKept, look, choose, follow, save }
}
