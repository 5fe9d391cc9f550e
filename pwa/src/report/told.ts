/** What is said of a delivery: what happened, what was kept, what to do. Pure but for the words. */
import type { Delivery, Later } from '../outbox/delivery'
import type { IconName } from '../ui/icons'
import { clock } from '../ui/when'
import { t } from '../words'
import { r } from './words'

export interface Said {
  icon: IconName
  tone: 'calm' | 'good' | 'warn' | 'bad'
  words: string
}

type Refused = Extract<Delivery, { state: 'refused' }>

const SOON = 90_000 // ms; nearer than that no time of day is told

const WHY: Record<'queued' | 'cut' | Later, Parameters<typeof r>[0]> = {
  queued: 'waiting', cut: 'waitingLine', busy: 'waitingServer', often: 'waitingOften', same: 'waitingSame', outdated: 'waitingApp',
}

/** What the person can do about a refusal, by what the server said. */
const TO_DO: Partial<Record<number, Parameters<typeof r>[0]>> = { 409: 'do409', 413: 'do413', 415: 'do415', 422: 'do422' }

function refused({ reason, number, status }: Refused, mayEdit: boolean): string {
  const why = reason || r(status === 413 ? 'tooLarge' : 'noReason')
  if (number !== null) return `${r('photosRefused', { why })} ${r('keptPhotos')} ${r('numberIs')}`
  return [r('refused', { why }), r('keptAll'), ...(mayEdit ? [r(TO_DO[status ?? 0] ?? 'doOther')] : [])].join(' ')
}

/** The words for a delivery; `dueAt` and `now` in ms, `mayEdit` where the person can change and send it again. */
export function told(delivery: Delivery, dueAt: number, mayEdit: boolean, now: number = Date.now()): Said {
  switch (delivery.state) {
    case 'waiting': return { icon: 'clock', tone: 'warn', words: r(WHY[delivery.why], { at: dueAt - now > SOON ? clock(dueAt) : r('soon') }) }
    case 'sending': return { icon: 'clock', tone: 'calm', words: delivery.total > 0 ? r('sendingN', { n: Math.min(delivery.sent + 1, delivery.total), m: delivery.total }) : t('sending') }
    case 'sign-in': return { icon: 'person', tone: 'warn', words: r('waitingSignIn') }
    case 'sent': return { icon: 'check', tone: 'good', words: r('sentNumber') }
    case 'refused': return { icon: 'warn', tone: 'bad', words: refused(delivery, mayEdit) }
  }
}
