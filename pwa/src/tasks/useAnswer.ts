/** A task being answered: note and photos, then passed or not. */
import { ref } from 'vue'
import type { Task } from '../api/types'
import { useEvidence } from '../cases/useEvidence'
import { carryOut, type Ending } from '../outbox/carryOut'
import { useSession } from '../session/useSession'
import { whyOf } from '../ui/useAsk'
import { t, type Word } from '../words'

const YES: Record<Task['kind'], Word> = { check: 'checkPassed', verify: 'verifyPassed' }
const NO: Record<Task['kind'], Word> = { check: 'checkFailed', verify: 'verifyFailed' }

export function useAnswer(task: () => Task, answered: (ending: Ending) => void) {
  const note = ref('')
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const gathering = useEvidence()
  const { person } = useSession()

  function give(passed: boolean): Promise<Ending> {
    const { id, kind, case: item } = task()
    const photos = gathering.photos.value
    return carryOut({
      subject: item.id,
      words: `${t((passed ? YES : NO)[kind])} ${item.number}`,
      path: `/api/v1/tasks/${id}/answer`,
      body: { passed, note: note.value.trim(), photos: photos.map(({ sha256 }) => sha256) },
      evidence: item.id,
    }, person.value?.id ?? 0, photos)
  }

  async function reply(passed: boolean): Promise<void> {
    if (!passed && note.value.trim() === '') {
      why.value = t('needNote')
      return
    }
    isBusy.value = true
    why.value = null
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

  return { note, gathering, why, isBusy, reply }
}
