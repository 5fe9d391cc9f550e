/** A photo's bytes for an <img>: by plain address for staff, by the device token for a citizen. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { byCookie, credentials } from '../api/credentials'

export type Size = 'display' | 'thumbnail' | 'original'

const TRIES = 5 // a photo that was just sent is made ready within seconds
const PAUSE = 2000 // ms, doubled from try to try

async function fetched(address: string): Promise<string | null> {
  const response = await fetch(address, { headers: await credentials() }).catch(() => null)
  if (response?.ok) return URL.createObjectURL(await response.blob())
  await response?.body?.cancel() // unread, it would hold one of the few connections
  return null
}

/** An address the browser can draw, or null while there is none; `missed()` tells that it could not draw it. */
export function usePicture(id: () => string | null, size: () => Size): { source: Readonly<Ref<string | null>>; missed: () => void } {
  const source = ref<string | null>(null)
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function release(): void {
    clearTimeout(timer)
    if (source.value?.startsWith('blob:')) URL.revokeObjectURL(source.value)
    source.value = null
  }

  async function look(photo: string): Promise<void> {
    const address = `/api/v1/photos/${photo}/${size()}`
    const found = byCookie() ? address : await fetched(address)
    if (photo !== id()) return
    if (found === null) missed()
    else source.value = found
  }

  function missed(): void {
    release()
    const photo = id()
    if (photo === null || tries >= TRIES) return
    timer = setTimeout(() => { void look(photo) }, PAUSE * 2 ** tries)
    tries += 1
  }

  watch([id, size], () => {
    release()
    tries = 0
    const photo = id()
    if (photo !== null) void look(photo)
  }, { immediate: true })
  onScopeDispose(release)
  return { source, missed }
}
