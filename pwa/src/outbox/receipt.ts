/** Telling a receipt from anything else that calls itself 200. */
import type { Receipt } from '../api/types'

const STATES = new Set(['wanted', 'received', 'refused'])

type Loose = Record<string, unknown>

function isPhoto(value: unknown): boolean {
  const photo = value as Loose | null
  return typeof photo === 'object' && photo !== null && typeof photo['sha256'] === 'string' && STATES.has(String(photo['state']))
}

/** The receipt for this report if the value is one: its id, a number, a word on every photo; else null. */
export function readReceipt(value: unknown, id: string, digests: readonly string[]): Receipt | null {
  if (typeof value !== 'object' || value === null) return null
  const found = value as Loose
  if (String(found['id']).toLowerCase() !== id || typeof found['number'] !== 'string' || found['number'] === '') return null
  if (!Array.isArray(found['photos']) || !found['photos'].every(isPhoto)) return null
  const receipt = value as Receipt
  const named = new Set(receipt.photos.map((photo) => photo.sha256))
  return digests.every((digest) => named.has(digest)) ? receipt : null
}
