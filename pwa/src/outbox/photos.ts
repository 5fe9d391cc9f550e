/** Bringing one kept photo to the server, and writing down how far it is. */
import { Halt, type Line } from './line'
import { bytesOf, notePhoto } from './queue'
import { keep, store, type KeptPhoto } from './store'
import { bring } from './tus'

async function bringBytes(line: Line, owner: Record<string, string>, photo: KeptPhoto, headers: Record<string, string>): Promise<void> {
  const bytes = await bytesOf(photo.id)
  if (bytes === null) throw new Halt({ kind: 'refused', status: 0, reason: 'IndexedDB' })
  const metadata = { ...owner, sha256: photo.sha256, filetype: photo.type }
  await bring(line, { url: photo.upload, bytes, metadata, headers }, {
    placed: async (url) => { await keep(() => store.photos.update(photo.id, { upload: url })) },
    moved: (sent) => notePhoto(photo.id, { state: 'sending', sent, total: photo.size }),
  })
}

/** Bring one photo of a report or a case. Halts when the line or the server says so, with that written down. */
export async function bringTo(line: Line, owner: Record<string, string>, photo: KeptPhoto, headers: Record<string, string>): Promise<void> {
  try {
    await bringBytes(line, owner, photo, headers)
    await notePhoto(photo.id, { state: 'received' })
  } catch (error) {
    const why = error instanceof Halt ? error.why : null
    await notePhoto(photo.id, why?.kind === 'refused' ? { state: 'refused', reason: why.reason, status: why.status } : { state: 'waiting' })
    throw error
  }
}
