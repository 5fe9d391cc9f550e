/** A task being answered: note and photos, then passed or not. */
import { ref } from 'vue'
import type { Task } from '../api/types'
import { refusal } from '../cases/evidence'
import { useEvidence } from '../cases/useEvidence'
import { whyOf } from '../ui/useAsk'
import { t } from '../words'
import { answer } from './calls'

export function useAnswer(task: () => Task, answered: () => void) {
  const note = ref('')
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const gathering = useEvidence(() => task().case.id)

  async function reply(passed: boolean): Promise<void> {
    if (!passed && note.value.trim() === '') {
      why.value = t('needNote')
      return
    }
    isBusy.value = true
    why.value = null
    try {
      const photos = await gathering.bring()
      await answer(task().id, { passed, note: note.value.trim(), photos })
      answered()
    } catch (error) {
      why.value = refusal(error) ?? whyOf(error)
    } finally {
      isBusy.value = false
    }
  }

  return { note, gathering, why, isBusy, reply }
}
