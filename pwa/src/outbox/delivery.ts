/** What became of a report or a deed, and of each of its photos, after the person pressed send. */
export type Delivery =
  | { state: 'waiting'; why: 'queued' | 'cut' | 'busy' }
  | { state: 'sending'; sent: number; total: number }
  | { state: 'sign-in' }
  | { state: 'sent'; number: string }
  | { state: 'refused'; reason: string; number: string | null }

export type PhotoDelivery =
  | { state: 'waiting' }
  | { state: 'sending'; sent: number; total: number } // bytes
  | { state: 'received' }
  | { state: 'refused'; reason: string }

/** True while the outbox itself still has something to do for it. */
export function isPending(delivery: Delivery): boolean {
  switch (delivery.state) {
    case 'waiting':
    case 'sending':
      return true
    case 'sign-in':
    case 'sent':
    case 'refused':
      return false
  }
}
