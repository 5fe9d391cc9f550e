/** Photos that go with a step of a case: shrunk, sent by tus, named by their SHA-256. */
import { credentials } from '../api/credentials'
import { Halt } from '../outbox/line'
import { pageLine } from '../outbox/engine'
import { bring } from '../outbox/tus'
import { shrink } from '../report/shrink'
import { language } from '../words'

export interface Evidence {
  name: string
  sha256: string
  bytes: ArrayBuffer
  type: string
  preview: string // address of a picture the page can draw
  sent: number // bytes that the server has
  url: string | null
}

/** A photo ready to be sent. */
export async function evidence(file: File): Promise<Evidence> {
  const small = await shrink(file)
  const preview = URL.createObjectURL(new Blob([small.bytes], { type: small.type }))
  return { ...small, name: file.name, preview, sent: 0, url: null }
}

/** Bring a photo to the server for a case, going on where an earlier try stopped. Throws Halt. */
export async function bringTo(caseId: string, photo: Evidence, moved: (sent: number) => void): Promise<void> {
  if (photo.sent >= photo.bytes.byteLength) return
  const headers = { ...(await credentials()), 'Accept-Language': language.value }
  const metadata = { case: caseId, sha256: photo.sha256, filetype: photo.type }
  await bring(pageLine, { url: photo.url, bytes: photo.bytes, metadata, headers }, {
    placed: (url) => { photo.url = url; return Promise.resolve() },
    moved: (sent) => { photo.sent = sent; moved(sent); return Promise.resolve() },
  })
}

/** Words of the server about a photo it would not take, or null where only the line failed. */
export function refusal(error: unknown): string | null {
  return error instanceof Halt && error.why.kind === 'refused' ? error.why.reason : null
}
