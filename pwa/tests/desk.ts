/** Putting reports into the outbox, and looking at what became of them. */
import { hexDigest } from '../src/outbox/digest'
import { enqueue, photosOf } from '../src/outbox/queue'
import { store, type Queued } from '../src/outbox/store'
import { blank, keepNew, keepShot, keepSmall } from '../src/report/draft'

export function picture(size: number, seed: number): ArrayBuffer {
  const bytes = new Uint8Array(size)
  for (let index = 0; index < size; index += 1) bytes[index] = (index * 31 + seed * 7 + (index >> 8)) & 0xff
  return bytes.buffer
}

/** Write a report with photos of these sizes (bytes) and press send. Gives its id. */
export async function press(sizes: readonly number[], options: { words?: string; person?: number; now?: number } = {}): Promise<string> {
  const draft = { ...blank({ name: '', phone: '' }), words: options.words ?? '井盖破损' }
  await keepNew(draft)
  for (const [index, size] of sizes.entries()) {
    const bytes = picture(size, index + 1)
    const sha256 = await hexDigest(new Uint8Array(bytes))
    const photo = await keepShot(draft.id, { bytes, type: 'image/jpeg', takenAt: null, position: null, heading: null })
    await keepSmall(photo ?? '', { bytes, sha256, type: 'image/jpeg' })
  }
  const id = await enqueue(draft, options.person ?? null, options.now ?? 1_800_000_000_000)
  if (id === null) throw new Error('the draft was gone')
  return id
}

export async function queued(id: string): Promise<Queued> {
  const report = await store.reports.get(id)
  if (!report) throw new Error(`no report ${id}`)
  return report
}

export async function photoStates(id: string): Promise<string[]> {
  return (await photosOf(id)).map((photo) => photo.delivery.state)
}

export async function emptyStore(): Promise<void> {
  await Promise.all(store.tables.map((table) => table.clear()))
}
