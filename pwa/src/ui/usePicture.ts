/** A photo's bytes for an <img>: by plain address for staff, by the device token for a citizen. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { byCookie, credentials } from '../api/credentials'

export type Size = 'display' | 'thumbnail' | 'original'

async function fetched(address: string): Promise<string | null> {
  const response = await fetch(address, { headers: await credentials() }).catch(() => null)
  return response?.ok ? URL.createObjectURL(await response.blob()) : null
}

/** An address the browser can draw, or null while there is none. */
export function usePicture(id: () => string | null, size: () => Size): Readonly<Ref<string | null>> {
  const source = ref<string | null>(null)
  let turn = 0
  const release = () => { if (source.value?.startsWith('blob:')) URL.revokeObjectURL(source.value) }
  watch([id, size], async () => {
    const mine = (turn += 1)
    release()
    source.value = null
    const photo = id()
    if (photo === null) return
    const address = `/api/v1/photos/${photo}/${size()}`
    const found = byCookie() ? address : await fetched(address)
    if (mine === turn) source.value = found
  }, { immediate: true })
  onScopeDispose(release)
  return source
}
