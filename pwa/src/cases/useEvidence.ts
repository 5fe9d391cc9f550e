/** Photos picked for a step of a case, until the outbox has them. */
import { onScopeDispose, ref, shallowRef } from 'vue'
import { evidence, type Evidence } from './evidence'

export function useEvidence() {
  const photos = shallowRef<Evidence[]>([])
  const busy = ref(0)

  async function pick(files: readonly File[]): Promise<void> {
    busy.value += files.length
    for (const file of files) {
      const photo = await evidence(file).finally(() => { busy.value -= 1 })
      if (!photos.value.some((other) => other.sha256 === photo.sha256)) photos.value = [...photos.value, photo]
    }
  }

  function drop(photo: Evidence): void {
    URL.revokeObjectURL(photo.preview)
    photos.value = photos.value.filter((other) => other !== photo)
  }

  onScopeDispose(() => { for (const photo of photos.value) URL.revokeObjectURL(photo.preview) })
  return { photos, busy, pick, drop }
}

export type Gathering = ReturnType<typeof useEvidence>
