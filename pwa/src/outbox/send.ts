/** One report's way: words first, then each wanted photo, then the receipt that lets the phone forget. */
import type { Receipt } from '../api/types'
import { headersFor } from './headers'
import { Halt, ask, halt, type Halted, type Line } from './line'
import { bringTo } from './photos'
import { noteReport, notePhoto, photosOf, release } from './queue'
import { readReceipt } from './receipt'
import type { KeptPhoto, Queued } from './store'

export type Outcome = { kind: 'sent'; number: string } | { kind: 'spoilt'; reason: string; status: number; number: string } | Halted

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

/** Bring one photo; a refusal is that photo's own and does not stop the others. */
async function tryPhoto(line: Line, report: Queued, photo: KeptPhoto, headers: Headers): Promise<void> {
  await bringTo(line, { report: report.id }, photo, headers).catch((error: unknown) => {
    if (!(error instanceof Halt) || error.why.kind !== 'refused') throw error
  })
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
  const refused = (await photosOf(report.id)).flatMap(({ delivery }) => (delivery.state === 'refused' ? [delivery] : []))
  if (refused.length === 0) return { kind: 'busy', seconds: null }
  const reasons = new Set(refused.map(({ reason }) => reason))
  return { kind: 'spoilt', reason: [...reasons].join(' '), status: refused[0]?.status ?? 0, number }
}

async function walk(line: Line, report: Queued): Promise<Outcome> {
  const photos = await photosOf(report.id)
  const total = photos.length
  await noteReport(report.id, { delivery: { state: 'sending', sent: 0, total } })
  const headers = await headersFor(report, line)
  const receipt = await put(line, report, headers)
  await noteReport(report.id, { number: receipt.number })
  await copyStates(receipt, photos)
  const wanted = photos.filter((photo) => stateIn(receipt, photo) === 'wanted')
  let sent = total - wanted.length
  for (const photo of wanted) {
    await noteReport(report.id, { delivery: { state: 'sending', sent, total } })
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
