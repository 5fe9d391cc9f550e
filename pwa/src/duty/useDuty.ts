/** One's own duty: the state, and the marks that change it; kept by the outbox where there is no line. */
import { computed, ref } from 'vue'
import type { Position } from '../api/types'
import { findPosition } from '../report/position'
import { useSession } from '../session/useSession'
import { say } from '../ui/say'
import { useAsk, whyOf } from '../ui/useAsk'
import { duty } from './calls'
import { answerRoll, mark } from './deeds'
import type { MarkKind } from './types'
import { d } from './words'

const PATIENCE = 8000 // ms; a mark goes without a position after that

/** The best position found in some seconds; null where there is none. */
export function standing(): Promise<Position | null> {
  return new Promise((done) => {
    let best: Position | null = null
    const end = () => { clearTimeout(timer); stop(); done(best) }
    const timer = setTimeout(end, PATIENCE)
    const stop = findPosition((found) => {
      if (found.state === 'found') best = found.position
      if (found.state === 'found' || found.state === 'denied' || found.state === 'unavailable') queueMicrotask(end)
    })
  })
}

export function useDuty() {
  const { asked, ask } = useAsk(duty)
  const { person } = useSession()
  const reason = ref('')
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const needsReason = ref(false)
  const now = computed(() => (asked.value.state === 'there' ? asked.value.value : null))

  async function go(deed: (position: Position | null, own: number) => ReturnType<typeof mark>): Promise<void> {
    isBusy.value = true
    why.value = null
    try {
      const ending = await deed(await standing(), person.value?.id ?? 0)
      if (ending.state === 'refused') {
        why.value = ending.why
        needsReason.value = true
      } else {
        needsReason.value = false
        reason.value = ''
        if (ending.state === 'kept') say(d('kept'))
        await ask()
      }
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      isBusy.value = false
    }
  }

  const press = (kind: MarkKind, words: string) => go((position, own) => mark(kind, words, position, reason.value.trim(), own))
  const here = (id: string) => go((position, own) => answerRoll(id, d('answerRoll'), position, own))
  return { asked, ask, now, reason, why, isBusy, needsReason, press, here }
}
