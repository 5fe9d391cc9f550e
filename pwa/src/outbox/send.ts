/** One report's way: words first, then each wanted photo, then the receipt that lets the phone forget. */
import type { Receipt } from '../api/types'
import { headersFor } from './headers'
import { Halt, ask, halt, type Halted, type Line } from './line'
import { bytesOf, note, notePhoto, photosOf, release } from './queue'
import { readReceipt } from './receipt'
import { keep, store, type KeptPhoto, type Queued } from './store'
import { bring } from './tus'

export type Outcome = { kind: 'sent'; number: string } | { kind: 'spoilt'; reason: string; number: string } | Halted

type Headers = Record<string, string>

async function put(line: Line, report: Queued, headers: Headers): Promise<Receipt> {
  const response = await ask(line, `/api/v1/reports/${report.id}`, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(report.body),
  })
  if (response.status !== 200 && response.status !== 201) {
    throw response.ok ? new Halt({ kind: 'cut' }) : await halt(line, response)
  }
  const digests = report.body.photos.map((photo) => photo.sha256)
  const receipt = readReceipt(await response.json().catch(() => null), report.id, digests)
  if (receipt === null) throw new Halt({ kind: 'cut' })
  return receipt
}

async function bringPhoto(line: Line, report: Queued, photo: KeptPhoto, headers: Headers): Promise<void> {
  const bytes = await bytesOf(photo.id)
  if (bytes === null) throw new Halt({ kind: 'refused', status: 0, reason: 'IndexedDB' })
  const metadata = { report: report.id, sha256: photo.sha256, filetype: photo.type }
  await bring(line, { url: photo.upload, bytes, metadata, headers }, {
    placed: async (url) => { await keep(() => store.photos.update(photo.id, { upload: url })) },
    moved: (sent) => notePhoto(photo.id, { state: 'sending', sent, total: photo.size }),
  })
}

/** Bring one photo; a refusal is that photo's own and does not stop the others. */
async function tryPhoto(line: Line, report: Queued, photo: KeptPhoto, headers: Headers): Promise<void> {
  try {
    await bringPhoto(line, report, photo, headers)
    await notePhoto(photo.id, { state: 'received' })
  } catch (error) {
    if (error instanceof Halt && error.why.kind === 'refused') {
      await notePhoto(photo.id, { state: 'refused', reason: error.why.reason })
    } else {
      await notePhoto(photo.id, { state: 'waiting' })
      throw error
    }
  }
}

function stateIn(receipt: Receipt, photo: KeptPhoto): Receipt['photos'][number]['state'] {
  return receipt.photos.find((named) => named.sha256 === photo.sha256)?.state ?? 'wanted'
}

async function copyStates(receipt: Receipt, photos: readonly KeptPhoto[]): Promise<void> {
  for (const photo of photos) {
    const named = receipt.photos.find((one) => one.sha256 === photo.sha256)
    if (named?.state === 'received') await notePhoto(photo.id, { state: 'received' })
    if (named?.state === 'refused') await notePhoto(photo.id, { state: 'refused', reason: named.reason ?? '' })
  }
}

async function settle(report: Queued, receipt: Receipt): Promise<Outcome> {
  const { number } = receipt
  await copyStates(receipt, await photosOf(report.id))
  if (receipt.photos.every((photo) => photo.state === 'received')) {
    await release(report, number)
    return { kind: 'sent', number }
  }
  const refused = (await photosOf(report.id)).flatMap((photo) => (photo.delivery.state === 'refused' ? [photo.delivery.reason] : []))
  return refused.length > 0 ? { kind: 'spoilt', reason: refused.join(' '), number } : { kind: 'busy', seconds: null }
}

async function walk(line: Line, report: Queued): Promise<Outcome> {
  const photos = await photosOf(report.id)
  const total = photos.length
  await note(report.id, { delivery: { state: 'sending', sent: 0, total } })
  const headers = await headersFor(report, line)
  const receipt = await put(line, report, headers)
  await note(report.id, { number: receipt.number })
  await copyStates(receipt, photos)
  const wanted = photos.filter((photo) => stateIn(receipt, photo) === 'wanted')
  let sent = total - wanted.length
  for (const photo of wanted) {
    await note(report.id, { delivery: { state: 'sending', sent, total } })
    await tryPhoto(line, report, photo, headers)
    sent += 1
  }
  return settle(report, wanted.length > 0 ? await put(line, report, headers) : receipt)
}

/** Send one report as far as the line allows, and say how it ended. */
export async function send(line: Line, report: Queued): Promise<Outcome> {
  try {
    return await walk(line, report)
  } catch (error) {
    if (error instanceof Halt) return error.why
    throw error
  }
}
