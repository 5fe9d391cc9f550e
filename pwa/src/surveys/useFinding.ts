/** A finding being filled in: answers, photos, where one stands; then kept, with a report of it where that is wished. */
import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import type { Position } from '../api/types'
import { useEvidence } from '../cases/useEvidence'
import type { Ending } from '../outbox/carryOut'
import { findPosition } from '../report/position'
import { useSession } from '../session/useSession'
import { whyOf } from '../ui/useAsk'
import { endTask, keepFinding } from './deeds'
import { outside } from './inside'
import { missingIn } from './missing'
import type { Answer, SurveyTask } from './types'
import { s } from './words'

/** Where one stands while the sheet is open, and how far outside the beat that surely is. */
function useStanding(task: () => SurveyTask) {
  const here = shallowRef<Position | null>(null)
  const isLooking = ref(true)
  const stop = findPosition((found) => {
    if (found.state === 'found') here.value = found.position
    isLooking.value = found.state === 'looking'
  })
  onScopeDispose(stop)
  const away = computed(() => {
    const { area } = task()
    if (area === null) return 0
    return here.value ? Math.round(outside(here.value, area)) : null
  })
  const needsReason = computed(() => away.value === null || away.value > task().reach_metres)
  return { here, isLooking, away, needsReason }
}

export function useFinding(task: () => SurveyTask) {
  const { person } = useSession()
  const standing = useStanding(task)
  const gathering = useEvidence()
  const answers = reactive<Record<string, Answer | null>>({})
  const category = ref<string | null>(null)
  const note = ref('')
  const reason = ref('')
  const alsoReport = ref(false)
  const why = ref<string | null>(null)
  const isBusy = ref(false)

  function clear(): void {
    for (const { key } of task().questions) answers[key] = null
    for (const photo of gathering.photos.value) gathering.drop(photo)
    note.value = ''
    alsoReport.value = false
    why.value = null
    const [only, ...others] = task().categories
    category.value = only && others.length === 0 ? only.code : null
  }

  function missing(): string | null {
    if (standing.needsReason.value && reason.value.trim() === '') return s('needReason')
    return missingIn(task().questions, answers, gathering.photos.value.length)
  }

  async function carry(deed: () => Promise<Ending>): Promise<Ending | null> {
    isBusy.value = true
    why.value = null
    try {
      const ending = await deed()
      if (ending.state !== 'refused') return ending
      why.value = ending.why
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      isBusy.value = false
    }
    return null
  }

  /** Keep what is filled in; null where it was refused, and everything is still there. */
  async function save(): Promise<Ending | null> {
    why.value = missing()
    if (why.value !== null) return null
    const given = Object.fromEntries(Object.entries(answers).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value] as const])))
    const filled = {
      answers: given, category: category.value, note: note.value, position: standing.here.value, photos: gathering.photos.value,
      reason: standing.needsReason.value ? reason.value : '',
    }
    return carry(() => keepFinding(task(), filled, alsoReport.value, person.value?.id ?? 0))
  }

  const end = (done: boolean, words: string) => carry(() => endTask(task(), done, words, person.value?.id ?? 0))

  clear()
  return { answers, category, note, reason, alsoReport, why, isBusy, standing, gathering, save, end, clear }
}
