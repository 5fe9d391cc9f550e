/** Shrinking photos: in the worker where it can, on the page where it cannot, unshrunk where nothing can read them. */
import type { PhotoType } from '../api/types'
import { hexDigest } from '../outbox/digest'
import { withExif } from './exif'
import { fitted, QUALITY } from './fitted'

export interface Small {
  bytes: ArrayBuffer
  sha256: string
  type: PhotoType
}

interface Answer {
  id: number
  bytes: ArrayBuffer | null
  sha256: string | null
}

let worker: Worker | null = null
let count = 0
const waiting = new Map<number, (answer: Answer | null) => void>()

function theWorker(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./shrink.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = (event: MessageEvent<Answer>) => {
    waiting.get(event.data.id)?.(event.data)
    waiting.delete(event.data.id)
  }
  worker.onerror = () => {
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
    worker = null
  }
  return worker
}

/** Have the worker at hand before the first photo, while there is a line to fetch it by. */
export function warmUp(): void {
  if (typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined') theWorker()
}

function inWorker(file: File): Promise<Answer | null> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return Promise.resolve(null)
  return new Promise((resolve) => {
    const id = (count += 1)
    waiting.set(id, resolve)
    theWorker().postMessage({ id, file })
  })
}

async function onPage(file: File): Promise<ArrayBuffer> {
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const canvas = document.createElement('canvas')
    Object.assign(canvas, fitted(picture.naturalWidth, picture.naturalHeight))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', QUALITY) })
    if (!small) throw new Error('no canvas')
    return withExif(await file.arrayBuffer(), await small.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}

const TAKEN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif'] satisfies PhotoType[]

function typeOf(file: File): PhotoType {
  return TAKEN.includes(file.type) ? (file.type as PhotoType) : 'image/jpeg'
}

/** A photo as it will travel. What no part of the browser can read goes as it is; the server judges it. */
export async function shrink(file: File): Promise<Small> {
  const done = await inWorker(file)
  if (done?.bytes && done.sha256) return { bytes: done.bytes, sha256: done.sha256, type: 'image/jpeg' }
  const drawn = await onPage(file).catch(() => null)
  const bytes = drawn ?? (await file.arrayBuffer())
  return { bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: drawn ? 'image/jpeg' : typeOf(file) }
}
