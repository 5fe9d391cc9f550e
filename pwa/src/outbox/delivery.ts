/** What became of a report or a deed, and of each of its photos, after the person pressed send. */

/** Why the server would rather be asked later: busy, too many at once, the same is just being taken, this app is too old. */
export type Later = 'busy' | 'often' | 'same' | 'outdated'

export type Delivery =
  | { state: 'waiting'; why: 'queued' | 'cut' | Later }
  | { state: 'sending'; sent: number; total: number }
  | { state: 'sign-in' }
  | { state: 'sent'; number: string }
  | { state: 'refused'; reason: string; number: string | null; status?: number } // earlier apps wrote down no status

export type PhotoDelivery =
  | { state: 'waiting' }
  | { state: 'sending'; sent: number; total: number } // bytes
  | { state: 'received' }
  | { state: 'refused'; reason: string; status?: number }

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
