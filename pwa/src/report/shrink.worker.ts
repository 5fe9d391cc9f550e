/// <reference lib="webworker" />
/** In a worker, so that the shutter answers at once: shrink one picture and count its SHA-256. */
import { fallBackOn, hexDigest, isWithoutSubtle } from '../outbox/digest'
import { withExif } from './exif'
import { fitted, QUALITY } from './fitted'

declare const self: DedicatedWorkerGlobalScope

export interface Shrunk {
  id: number
  bytes: ArrayBuffer
  sha256: string
}

async function shrink(file: Blob): Promise<ArrayBuffer> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = fitted(picture.width, picture.height)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(picture, 0, 0, width, height)
  picture.close()
  const small = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  return withExif(await file.arrayBuffer(), await small.arrayBuffer())
}

if (isWithoutSubtle()) fallBackOn(import('@noble/hashes/sha2.js'))

self.addEventListener('message', (event: MessageEvent<{ id: number; file: Blob }>) => {
  const { id, file } = event.data
  void shrink(file)
    .then(async (bytes) => {
      const done: Shrunk = { id, bytes, sha256: await hexDigest(new Uint8Array(bytes)) }
      self.postMessage(done, [bytes])
    })
    .catch(() => { self.postMessage({ id, bytes: null, sha256: null }) })
})
