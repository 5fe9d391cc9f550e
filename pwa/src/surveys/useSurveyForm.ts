/** A survey being set up: what is written so far, what is still missing, and its sending. */
import { computed, reactive, ref } from 'vue'
import { uuid7 } from '../outbox/identifier'
import { whyOf } from '../ui/useAsk'
import { begin } from './calls'
import type { QuestionKind, SurveyWish } from './types'
import { s } from './words'

/** A question as it is typed; the choices in one line. */
export interface Typed {
  key: string
  kind: QuestionKind
  words: string
  needed: boolean
  choices: string
}

const DAYS = 3 // a survey lasts, unless said otherwise
const BETWEEN = /[、,，;；]+/

/** The end of the day so many days from now, as an input of local time wants it. */
function evening(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return `${new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)}T18:00`
}

export function useSurveyForm(begun: (id: string) => void) {
  const id = uuid7()
  let last = 0
  const typed = reactive({ title: '', words: '', campaign: '', categories: [] as string[], beats: [] as number[], until: evening(DAYS), questions: [] as Typed[] })
  const why = ref<string | null>(null)
  const isBusy = ref(false)

  function add(kind: QuestionKind): void {
    last += 1
    const words = kind === 'photos' ? s('photoQuestion') : ''
    typed.questions.push({ key: `q${String(last)}`, kind, words, needed: true, choices: kind === 'condition' ? s('defaultChoices') : '' })
  }

  function remove(key: string): void {
    typed.questions = typed.questions.filter((one) => one.key !== key)
  }

  const missing = computed(() => {
    if (typed.title.trim() === '') return s('needTitle')
    if (typed.categories.length === 0 && typed.campaign.trim() === '') return s('needWhat')
    if (typed.beats.length === 0) return s('needWhere')
    if (typed.until === '') return s('needUntil')
    return typed.questions.length === 0 || typed.questions.some(({ words }) => words.trim() === '') ? s('needQuestion') : null
  })

  function wish(): SurveyWish {
    const questions = typed.questions.map(({ choices, words, ...about }) => ({
      ...about, words: words.trim(), choices: about.kind === 'condition' ? choices.split(BETWEEN).map((one) => one.trim()).filter(Boolean) : [],
    }))
    return {
      title: typed.title.trim(), words: typed.words.trim(), campaign: typed.campaign.trim(), categories: [...typed.categories],
      beats: [...typed.beats], until: new Date(typed.until).toISOString(), questions,
    }
  }

  async function send(): Promise<void> {
    isBusy.value = true
    why.value = null
    try {
      await begin(wish(), id)
      begun(id)
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      isBusy.value = false
    }
  }

  add('count')
  add('condition')
  return { typed, why, isBusy, missing, add, remove, send }
}
