/** One's own survey tasks, without those whose end is on its way; findings on this phone are counted too. */
import { computed } from 'vue'
import { useDeeds } from '../outbox/useOutbox'
import { useAsk } from '../ui/useAsk'
import { surveyTasks } from './calls'

export function useSurveyTasks() {
  const { asked, ask } = useAsk(surveyTasks)
  const deeds = useDeeds()
  const onWay = computed(() => deeds.value.filter(({ delivery }) => delivery.state !== 'refused').map(({ path }) => path))
  const open = computed(() => {
    if (asked.value.state !== 'there') return []
    return asked.value.value
      .filter(({ id }) => !onWay.value.includes(`/api/v1/surveys/tasks/${id}/finish`))
      .map((task) => ({ ...task, findings: task.findings + onWay.value.filter((path) => path.startsWith(`/api/v1/surveys/tasks/${task.id}/findings/`)).length }))
  })
  return { asked, ask, open }
}
