/** A small server for the outbox's tests: receipts and tus 1.0.0 as the real one speaks them, and its bad days. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Line } from '../src/outbox/line'
import type { ReportBody } from '../src/api/types'

export type Trouble = (request: { method: string; path: string; init: RequestInit }) => Response | 'cut' | 'cut-after' | null

interface Upload {
  report: string
  sha256: string
  length: number
  bytes: Uint8Array
}

interface Stored {
  body: string
  number: string
  photos: Map<string, 'wanted' | 'received' | 'refused'>
}

export function problem(status: number, code: string, detail = '', headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', title: code, status, detail, code, request_id: 'r' })
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } })
}

export function portal(): Response {
  return new Response('<html><body>请先登录 WiFi</body></html>', { status: 200, headers: { 'Content-Type': 'text/html' } })
}

const unbase64 = (text: string) => new TextDecoder().decode(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)))

export class Server implements Line {
  readonly reports = new Map<string, Stored>()
  readonly uploads = new Map<string, Upload>()
  readonly seen: string[] = []
  readonly sentBytes: number[] = []
  readonly deeds: { key: string; path: string; match: string | null; body: string }[] = []
  session: { person: { id: number } | null; csrf: string | null } = { person: null, csrf: null }
  trouble: Trouble = () => null
  clock = 1_800_000_000_000

  now = (): number => this.clock
  random = (): number => 0
  language = (): string => 'zh-CN'

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? 'GET'
    this.seen.push(`${method} ${path.replace('/api/v1', '')}`)
    await Promise.resolve()
    const bad = this.trouble({ method, path, init })
    if (bad === 'cut') throw new TypeError('network')
    if (bad instanceof Response) return bad
    const answer = this.answer(method, path.replace('/api/v1', ''), init)
    if (bad === 'cut-after') throw new TypeError('network')
    return answer
  }

  private answer(method: string, path: string, init: RequestInit): Response {
    if (path === '/session') return Response.json(this.session)
    if (!new Headers(init.headers).has('Authorization') && this.session.csrf === null) return problem(401, 'not_signed_in')
    if (method === 'PUT') return this.put(path.slice('/reports/'.length), String(init.body))
    if (path === '/uploads') return this.create(new Headers(init.headers))
    if (method === 'POST') return this.carryOut(path, new Headers(init.headers), String(init.body))
    const upload = this.uploads.get(path.slice('/uploads/'.length))
    if (!upload) return new Response(null, { status: 404 })
    if (method === 'HEAD') return new Response(null, { status: 200, headers: { 'Upload-Offset': String(upload.bytes.length) } })
    return this.patch(upload, new Headers(init.headers), init.body as Uint8Array)
  }

  private put(id: string, body: string): Response {
    const known = this.reports.get(id)
    if (known && known.body !== body) return problem(409, 'report_differs', '同一编号已有不同内容')
    const stored = known ?? {
      body,
      number: `20261122-${String(this.reports.size + 1).padStart(5, '0')}`,
      photos: new Map((JSON.parse(body) as ReportBody).photos.map((photo) => [photo.sha256, 'wanted'])),
    }
    this.reports.set(id, stored)
    const photos = [...stored.photos].map(([digest, state]) => ({ sha256: digest, state, reason: null }))
    return Response.json({ id, number: stored.number, received_at: '2026-11-22T08:00:00+08:00', photos }, { status: known ? 200 : 201 })
  }

  private carryOut(path: string, headers: Headers, body: string): Response {
    const key = headers.get('Idempotency-Key') ?? ''
    const known = this.deeds.find((deed) => deed.key === key)
    if (known && (known.path !== path || known.body !== body)) return problem(409, 'deed_differs')
    if (!known) this.deeds.push({ key, path, match: headers.get('If-Match'), body })
    const answer = { headers: { 'Idempotency-Key': key } }
    return headers.get('Prefer') === 'return=minimal' ? new Response(null, { status: 204, ...answer }) : Response.json({ stage: 'handling' }, answer)
  }

  private create(headers: Headers): Response {
    const metadata = new Map((headers.get('Upload-Metadata') ?? '').split(',').map((pair) => {
      const [name = '', value = ''] = pair.split(' ')
      return [name, unbase64(value)]
    }))
    const id = `u${String(this.uploads.size + 1)}`
    const length = Number(headers.get('Upload-Length'))
    this.uploads.set(id, { report: metadata.get('report') ?? '', sha256: metadata.get('sha256') ?? '', length, bytes: new Uint8Array() })
    return new Response(null, { status: 201, headers: { Location: `/api/v1/uploads/${id}`, 'Upload-Offset': '0' } })
  }

  private patch(upload: Upload, headers: Headers, part: Uint8Array): Response {
    if (Number(headers.get('Upload-Offset')) !== upload.bytes.length) return problem(409, 'offset_differs')
    const checksum = btoa(String.fromCharCode(...sha256(part)))
    if (headers.get('Upload-Checksum') !== `sha256 ${checksum}`) return problem(460, 'checksum')
    this.sentBytes.push(part.length)
    upload.bytes = new Uint8Array([...upload.bytes, ...part])
    if (upload.bytes.length < upload.length) return this.safe(upload)
    if (bytesToHex(sha256(upload.bytes)) !== upload.sha256) {
      upload.bytes = new Uint8Array()
      return problem(460, 'checksum')
    }
    this.reports.get(upload.report)?.photos.set(upload.sha256, 'received')
    return this.safe(upload)
  }

  private safe(upload: Upload): Response {
    return new Response(null, { status: 204, headers: { 'Upload-Offset': String(upload.bytes.length) } })
  }
}
