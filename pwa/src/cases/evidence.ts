/** Photos that go with a step of a case: shrunk, and named by their SHA-256. */
import type { Shown } from '../outbox/deeds'
import { shrink } from '../report/shrink'

export interface Evidence extends Shown {
  preview: string // address of a picture the page can draw
}

/** A photo ready to be kept. */
export async function evidence(file: File): Promise<Evidence> {
  const small = await shrink(file)
  return { ...small, preview: URL.createObjectURL(new Blob([small.bytes], { type: small.type })) }
}
