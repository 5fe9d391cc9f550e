/** Which photo shows what: a place for each view that the catalogue asks, the rest beside them. Pure. */
import type { View } from '../api/types'

/** What is known of a photo here. */
export interface Shot {
  id: string
  type: string
  view?: View | null
}

export interface Slots<Photo> {
  asked: { view: View; photo: Photo | null }[]
  others: Photo[]
  voices: Photo[]
}

/** True for a voice note, which is no photo and shows nothing. */
export function isVoice({ type }: { type: string }): boolean {
  return type.startsWith('audio/')
}

/** Each photo where its taker put it; those of no view fill what is still empty, in the order in which they were taken. */
export function slotsOf<Photo extends Shot>(views: readonly View[], photos: readonly Photo[]): Slots<Photo> {
  const left = photos.filter((photo) => !isVoice(photo))
  const take = (fits: (photo: Photo) => boolean): Photo | null => {
    const at = left.findIndex(fits)
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null)
  }
  const own = views.map((view) => ({ view, photo: take((photo) => photo.view === view) }))
  const asked = own.map(({ view, photo }) => ({ view, photo: photo ?? take((one) => !one.view) }))
  return { asked, others: left, voices: photos.filter(isVoice) }
}

/** The views that nothing shows yet. */
export function missingViews({ asked }: Slots<unknown>): View[] {
  return asked.flatMap(({ view, photo }) => (photo === null ? [view] : []))
}

/** What each photo shows in the end, by its id; null where the catalogue asks for no view of it. */
export function viewsOf<Photo extends Shot>({ asked, others }: Slots<Photo>): Map<string, View | null> {
  const named = asked.flatMap(({ view, photo }) => (photo ? [[photo.id, view] as const] : []))
  return new Map<string, View | null>([...others.map(({ id }) => [id, null] as const), ...named])
}
