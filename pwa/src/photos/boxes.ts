/** Places of a photo that the public does not see: asked for, drawn, lifted. Sides are shares, 0 to 1. */
import { api, body } from '../api/client'
import type { Veiled } from '../api/types'

export interface Spot { x: number; y: number }
export interface Sides { left: number; top: number; right: number; bottom: number }

const LEAST = 0.01 // of a side: what is smaller was a tap

const within = (share: number) => Math.min(1, Math.max(0, share))

/** Where a pointer is in a frame, in shares of its width and height. */
export function spotIn(frame: { left: number; top: number; width: number; height: number }, at: { clientX: number; clientY: number }): Spot {
  return { x: within((at.clientX - frame.left) / frame.width), y: within((at.clientY - frame.top) / frame.height) }
}

/** The box between two corners, whichever way it was drawn; null for a tap. */
export function boxBetween(one: Spot, other: Spot): Sides | null {
  const sides = { left: Math.min(one.x, other.x), top: Math.min(one.y, other.y), right: Math.max(one.x, other.x), bottom: Math.max(one.y, other.y) }
  return sides.right - sides.left < LEAST || sides.bottom - sides.top < LEAST ? null : sides
}

/** Where a box stands over its photo. */
export function styleOf({ left, top, right, bottom }: Sides): Record<string, string> {
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`
  return { left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) }
}

/** All boxes that a photo ever had, and whether the public sees it now. */
export async function boxesOf(photo: string): Promise<Veiled> {
  return body(await api.GET('/api/v1/photos/{photo_id}/boxes', { params: { path: { photo_id: photo } } }))
}

/** Veil a place. */
export async function draw(photo: string, sides: Sides): Promise<void> {
  await api.POST('/api/v1/photos/{photo_id}/boxes', { params: { path: { photo_id: photo } }, body: sides })
}

/** Lift a veil; it stays in the photo's past. */
export async function lift(photo: string, box: string): Promise<void> {
  await api.DELETE('/api/v1/photos/{photo_id}/boxes/{box_id}', { params: { path: { photo_id: photo, box_id: box } } })
}
