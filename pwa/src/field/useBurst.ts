/** A burst being shot: counted at the shutter, made small behind it, sent one by one. */
import { onMounted, ref } from 'vue'
import { askForSync, kick } from '../outbox/engine'
import { isFull } from '../outbox/store'
import { lookingTo } from '../report/position'
import { shrink } from '../report/shrink'
import { say } from '../ui/say'
import { t } from '../words'
import { finishOne, keepOne, unfinished, type Kind } from './burst'
import { useStanding } from './useStanding'
import { f } from './words'

export function useBurst(person: () => number) {
  const standing = useStanding()
  const taken = ref(0)
  const unplaced = ref(0)
  const queued = ref(0)
  const waiting = ref(0)
  let working: Promise<void> = Promise.resolve()

  async function finishAll(): Promise<void> {
    for (const shot of await unfinished()) {
      if (await finishOne(shot, person(), shrink)) queued.value += 1
      waiting.value = Math.max(0, waiting.value - 1)
      kick(false)
    }
    void askForSync()
  }

  /** One after the other: a phone has one processor to spare. */
  function finish(): void {
    working = working.then(finishAll, finishAll)
  }

  async function shoot(files: readonly File[], kind: Kind): Promise<void> {
    for (const file of files) {
      const position = standing.now()
      try {
        await keepOne(file, kind, position && { ...position }, lookingTo())
      } catch (error) {
        if (!isFull(error)) throw error
        say(t('phoneFull'))
        return
      }
      taken.value += 1
      waiting.value += 1
      if (position === null) unplaced.value += 1
      finish()
    }
  }

  onMounted(async () => {
    const left = (await unfinished()).length
    if (left === 0) return
    waiting.value = left
    say(f('resumed', left))
    finish()
  })
  return { taken, unplaced, queued, waiting, here: standing.position, shoot }
}
