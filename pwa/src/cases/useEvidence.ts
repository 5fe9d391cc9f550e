/** Photos picked for a step of a case, until the server has them. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { bringTo, evidence, type Evidence } from './evidence'

export function useEvidence(caseId: () => string) {
  const photos = shallowRef<Evidence[]>([])
  const busy = ref(0)
  const sent = ref(0)
  const total = computed(() => photos.value.reduce((sum, photo) => sum + photo.bytes.byteLength, 0))

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

  /** Bring all to the server; gives their SHA-256. Throws where the line or the server says no. */
  async function bring(): Promise<string[]> {
    for (const photo of photos.value) {
      await bringTo(caseId(), photo, () => { sent.value = photos.value.reduce((sum, one) => sum + one.sent, 0) })
    }
    return photos.value.map((photo) => photo.sha256)
  }

  function clear(): void {
    for (const photo of photos.value) URL.revokeObjectURL(photo.preview)
    photos.value = []
    sent.value = 0
  }

  onScopeDispose(clear)
  return { photos, busy, sent, total, pick, drop, bring, clear }
}

export type Gathering = ReturnType<typeof useEvidence>
