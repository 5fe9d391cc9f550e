/** The photos of a draft: kept at once as they are taken, up to nine, then shrunk one after the other. */
import { computed, ref, shallowRef } from 'vue'
import type { PhotoType, View } from '../api/types'
import { bytesOf, photosOf } from '../outbox/queue'
import { isFull, type KeptPhoto } from '../outbox/store'
import { say } from '../ui/say'
import { t } from '../words'
import { dropPhoto, keepShot, keepSmall, MOST_PHOTOS, type Shot } from './draft'
import { shrink } from './shrink'

type Circumstances = Pick<Shot, 'position' | 'heading'>

/** A full phone is no fault of ours, and must not go unsaid. */
function tell(error: unknown): void {
  if (!isFull(error)) throw error
  say(t('phoneFull'))
}

async function shrinkKept({ id, type, takenAt }: KeptPhoto): Promise<void> {
  const bytes = await bytesOf(id)
  if (bytes === null) return
  const file = new File([bytes], id, { type, lastModified: takenAt ? Date.parse(takenAt) : Date.now() })
  await keepSmall(id, await shrink(file))
}

export function usePhotos(owner: () => string, circumstances: () => Circumstances) {
  const photos = shallowRef<KeptPhoto[]>([])
  const busy = ref(0) // not in the store yet
  const room = computed(() => MOST_PHOTOS - photos.value.length)
  const isShrinking = computed(() => photos.value.some((photo) => photo.isRaw))
  let shrinking: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    photos.value = await photosOf(owner())
  }

  async function take(file: File, at: Circumstances, view: View | null): Promise<void> {
    const takenAt = new Date(file.lastModified || Date.now()).toISOString()
    await keepShot(owner(), { ...at, view, bytes: await file.arrayBuffer(), type: (file.type || 'image/jpeg') as PhotoType, takenAt })
    await read()
  }

  async function shrinkAll(): Promise<void> {
    for (const photo of await photosOf(owner())) if (photo.isRaw) await shrinkKept(photo).catch(tell)
    await read()
  }

  /** Shrink what is raw, also what an earlier page had no time for. */
  function settle(): Promise<void> {
    shrinking = shrinking.then(shrinkAll, shrinkAll)
    return shrinking
  }

  async function snap(files: readonly File[], view: View | null = null): Promise<void> {
    const taken = files.slice(0, Math.max(0, room.value - busy.value))
    const at = circumstances()
    busy.value += taken.length
    for (const file of taken) await take(file, at, view).catch(tell).finally(() => { busy.value -= 1 })
    await settle()
  }

  async function drop(photo: KeptPhoto): Promise<void> {
    await dropPhoto(photo)
    await read()
  }

  return { photos, busy, room, isShrinking, read, settle, snap, drop }
}
