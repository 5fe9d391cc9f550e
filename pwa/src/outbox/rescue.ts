/** The rescue export: everything that has not been sent, as one zip that a person can carry elsewhere. */
import { zipSync, type Zippable } from 'fflate'
import { bytesOf, photosOf } from './queue'
import { keep, store } from './store'

/** The zip of all unsent reports and drafts: one folder each with report.json and its photos. Null where nothing is left. */
export async function rescueZip(): Promise<Blob | null> {
  const files: Zippable = {}
  const add = async (id: string, content: unknown) => {
    files[`${id}/report.json`] = new TextEncoder().encode(JSON.stringify(content, null, 2))
    for (const photo of await photosOf(id)) {
      const bytes = await bytesOf(photo.id)
      if (bytes) files[`${id}/${String(photo.place + 1)}-${photo.sha256.slice(0, 12)}.jpg`] = [new Uint8Array(bytes), { level: 0 }]
    }
  }
  const reports = await keep(() => store.reports.toArray())
  for (const report of reports) if (report.delivery.state !== 'sent') await add(report.id, report)
  for (const draft of await keep(() => store.drafts.toArray())) await add(draft.id, draft)
  return Object.keys(files).length > 0 ? new Blob([zipSync(files)], { type: 'application/zip' }) : null
}
