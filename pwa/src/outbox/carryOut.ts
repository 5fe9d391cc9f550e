/** A deed as a page has it carried out: kept first, then sent at once where there is a line. */
import { liveQuery } from 'dexie'
import type { Delivery } from './delivery'
import { deedOf, resolve, takeBack, type Shown, type Wish } from './deeds'
import { answerTo } from './carry'
import { askForSync, kick } from './engine'
import { keep } from './store'

export type Ending =
  | { state: 'done'; answer: unknown } // null where another tab carried it out
  | { state: 'kept' } // it goes by itself when it can
  | { state: 'refused'; why: string }

const PATIENCE = 15_000 // ms; longer than that nobody looks at a spinner

function isOpen(delivery: Delivery | undefined): boolean {
  if (delivery === undefined || !navigator.onLine) return false
  return delivery.state === 'sending' || (delivery.state === 'waiting' && delivery.why === 'queued')
}

/** The deed's delivery once there is something to tell, or what it is when patience ends. */
function settled(id: string): Promise<Delivery | undefined> {
  return new Promise((done) => {
    let last: Delivery | undefined
    const end = () => { clearTimeout(timer); subscription.unsubscribe(); done(last) }
    const timer = setTimeout(end, PATIENCE)
    const subscription = liveQuery(() => keep(() => deedOf(id))).subscribe((deed) => {
      last = deed?.delivery
      if (!isOpen(last)) queueMicrotask(end)
    })
  })
}

/** Carry out a deed; `person` null: of the citizen of this phone. A refusal while the person looks on takes it back: what they gave is still in their hands. */
export async function carryOut(wish: Wish, person: number | null, photos: readonly Shown[] = []): Promise<Ending> {
  const id = await resolve(wish, person, photos)
  kick(true)
  const delivery = await settled(id)
  if (delivery?.state === 'sent') return { state: 'done', answer: answerTo(id) }
  if (delivery?.state === 'refused' && (await takeBack(id))) return { state: 'refused', why: delivery.reason }
  void askForSync()
  return { state: 'kept' }
}
