/** Photos by tus 1.0.0: creation, parts each with its checksum, going on where a cut line stopped. */
import { base64Digest } from './digest'
import { Halt, ask, halt, type Line } from './line'

export interface Upload {
  url: string | null
  bytes: ArrayBuffer
  metadata: Record<string, string>
  headers: Record<string, string>
}

/** What the upload tells while it runs: where it lives, how many bytes are safe. */
export interface Watcher {
  placed: (url: string | null) => Promise<void>
  moved: (offset: number) => Promise<void>
}

type Offset = { at: number } | 'gone'

const VERSION = { 'Tus-Resumable': '1.0.0' }
export const PART = 256 * 1024 // bytes
const FRESH_STARTS = 3
const STUMBLES = 5

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

async function create(line: Line, upload: Upload): Promise<{ url: string; at: number }> {
  const metadata = Object.entries(upload.metadata).map(([name, value]) => `${name} ${base64(value)}`).join(',')
  const response = await ask(line, '/api/v1/uploads', {
    method: 'POST',
    headers: { ...upload.headers, ...VERSION, 'Upload-Length': String(upload.bytes.byteLength), 'Upload-Metadata': metadata },
  })
  const place = response.headers.get('Location')
  if (response.status === 201 && place !== null) {
    return { url: place.replace(/^https?:\/\/[^/]+/, ''), at: Number(response.headers.get('Upload-Offset') ?? 0) }
  }
  if (response.ok) throw new Halt({ kind: 'cut' })
  throw await halt(line, response)
}

function isGone(status: number): boolean {
  return status === 404 || status === 410
}

function offsetIn(response: Response): number {
  const offset = Number(response.headers.get('Upload-Offset') ?? 'none')
  if (!Number.isInteger(offset) || offset < 0) throw new Halt({ kind: 'cut' })
  return offset
}

async function where(line: Line, upload: Upload, url: string): Promise<Offset> {
  const response = await ask(line, url, { method: 'HEAD', headers: { ...upload.headers, ...VERSION } })
  if (isGone(response.status)) return 'gone'
  if (response.status === 401) throw new Halt({ kind: 'sign-in' })
  if (!response.ok) throw await halt(line, response)
  return { at: offsetIn(response) }
}

async function part(line: Line, upload: Upload, url: string, at: number): Promise<Offset | 'stumbled' | 'spoilt'> {
  const bytes = new Uint8Array(upload.bytes.slice(at, at + PART))
  const headers = {
    ...upload.headers,
    ...VERSION,
    'Upload-Offset': String(at),
    'Upload-Checksum': `sha256 ${await base64Digest(bytes)}`,
    'Content-Type': 'application/offset+octet-stream',
  }
  const response = await ask(line, url, { method: 'PATCH', headers, body: bytes })
  if (response.status === 204) return { at: offsetIn(response) }
  if (isGone(response.status)) return 'gone'
  if (response.status === 409) return 'stumbled'
  if (response.status === 460) return at + PART >= upload.bytes.byteLength ? 'spoilt' : 'stumbled'
  if (response.ok) throw new Halt({ kind: 'cut' })
  throw await halt(line, response)
}

/** Send what is missing of one upload that the server knows; 'gone' when it has to begin anew. */
async function goOn(line: Line, upload: Upload, url: string, watcher: Watcher, begun: Offset | null): Promise<'done' | 'gone'> {
  let offset: Offset = begun ?? (await where(line, upload, url))
  for (let stumbles = 0; stumbles <= STUMBLES; ) {
    if (offset === 'gone') return 'gone'
    await watcher.moved(offset.at)
    if (offset.at >= upload.bytes.byteLength) return 'done'
    const next = await part(line, upload, url, offset.at)
    if (next === 'stumbled' || next === 'spoilt') {
      stumbles += 1
      offset = await where(line, upload, url)
      if (next === 'spoilt' && offset !== 'gone' && offset.at >= upload.bytes.byteLength) return 'gone'
    } else {
      offset = next
    }
  }
  throw new Halt({ kind: 'busy', seconds: null })
}

/** Bring one photo to the server, whatever was sent of it before. Halts when the line or the server says so. */
export async function bring(line: Line, upload: Upload, watcher: Watcher): Promise<void> {
  let url = upload.url
  for (let starts = 0; starts < FRESH_STARTS; starts += 1) {
    let begun: Offset | null = null
    if (url === null) {
      const created = await create(line, upload)
      begun = created
      url = created.url
      await watcher.placed(url)
    }
    if ((await goOn(line, upload, url, watcher, begun)) === 'done') return
    url = null
    await watcher.placed(null)
  }
  throw new Halt({ kind: 'busy', seconds: null })
}
