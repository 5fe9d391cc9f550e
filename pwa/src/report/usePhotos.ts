/** The photos of a draft: shrunk and kept one after the other, up to nine. */
import { computed, ref, shallowRef } from 'vue'
import { photosOf } from '../outbox/queue'
import { isFull, type KeptPhoto } from '../outbox/store'
import { say } from '../ui/say'
import { t } from '../words'
import { dropPhoto, keepShot, MOST_PHOTOS, type Shot } from './draft'
import { shrink } from './shrink'

type Circumstances = Pick<Shot, 'position' | 'heading'>

export function usePhotos(owner: () => string, circumstances: () => Circumstances) {
  const photos = shallowRef<KeptPhoto[]>([])
  const busy = ref(0)
  const room = computed(() => MOST_PHOTOS - photos.value.length)

  async function read(): Promise<void> {
    photos.value = await photosOf(owner())
  }

  async function take(file: File, at: Circumstances): Promise<void> {
    const takenAt = new Date(file.lastModified || Date.now()).toISOString()
    await keepShot(owner(), { ...(await shrink(file)), ...at, takenAt })
    await read()
  }

  async function snap(files: readonly File[]): Promise<void> {
    const taken = files.slice(0, Math.max(0, room.value - busy.value))
    const at = circumstances()
    busy.value += taken.length
    for (const file of taken) await take(file, at).catch(tell).finally(() => { busy.value -= 1 })
  }

  /** A full phone is no fault of ours, and must not go unsaid. */
  function tell(error: unknown): void {
    if (!isFull(error)) throw error
    say(t('phoneFull'))
  }

  async function drop(photo: KeptPhoto): Promise<void> {
    await dropPhoto(photo)
    await read()
  }

  return { photos, busy, room, read, snap, drop }
}
