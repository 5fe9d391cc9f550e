/** A task being answered: note, photos and where one stands; then yes, no, or that it cannot be told. */
import { ref } from 'vue'
import type { Task } from '../api/types'
import { useEvidence } from '../cases/useEvidence'
import { carryOut, type Ending } from '../outbox/carryOut'
import { useSession } from '../session/useSession'
import { whyOf } from '../ui/useAsk'
import { t } from '../words'
import { useReach } from './useReach'
import { w, type TaskWord } from './words'

const YES: Record<Task['kind'], TaskWord> = { check: 'checkPassed', verify: 'verifyPassed' }
const NO: Record<Task['kind'], TaskWord> = { check: 'checkFailed', verify: 'verifyFailed' }

export function useAnswer(task: () => Task, answered: (ending: Ending) => void) {
  const note = ref('')
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const gathering = useEvidence()
  const { person } = useSession()
  const reason = ref('')
  const reach = useReach(task)

  function give(passed: boolean | null): Promise<Ending> {
    const { id, kind, case: item } = task()
    const photos = gathering.photos.value
    return carryOut({
      subject: item.id,
      words: `${passed === null ? w('cannot') : w((passed ? YES : NO)[kind])} ${item.number}`,
      path: `/api/v1/tasks/${id}/answer`,
      body: {
        passed, note: note.value.trim(), reason: reach.needsReason.value ? reason.value.trim() : '', photos: photos.map(({ sha256 }) => sha256),
        position: reach.here.value, made_at: new Date().toISOString(),
      },
      evidence: item.id,
    }, person.value?.id ?? 0, photos)
  }

  function missing(passed: boolean | null): string | null {
    if (!passed && note.value.trim() === '') return t('needNote')
    return reach.needsReason.value && reason.value.trim() === '' ? w('needReason') : null
  }

  async function reply(passed: boolean | null): Promise<void> {
    why.value = missing(passed)
    if (why.value !== null) return
    isBusy.value = true
    try {
      const ending = await give(passed)
      if (ending.state === 'refused') why.value = ending.why
      else answered(ending)
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      isBusy.value = false
    }
  }

  return { note, reason, reach, gathering, why, isBusy, reply }
}
