/** A report being written: everything it takes from the shutter to the send button. */
import { computed, reactive } from 'vue'
import type { Position, View } from '../api/types'
import { askForSync, kick } from '../outbox/engine'
import { enqueue } from '../outbox/queue'
import type { Draft } from '../outbox/store'
import { blank, keepContact, lastContact, latestDraft, plain } from './draft'
import { lookingTo } from './position'
import { useKeeping } from './useKeeping'
import { usePhotos } from './usePhotos'
import { usePosition } from './usePosition'

export type Sending = { sent: true; id: string } | { sent: false; why: 'empty' | 'gone' }

/** The draft, its photos, where the phone is, and what may be done with them; `put` puts it into the queue. */
export function useDraft(person: () => number | null, put: typeof enqueue = enqueue) {
  const draft = reactive<Draft>(blank({ name: '', phone: '' }))
  let isPicked = false // by hand on the map: what the phone finds afterwards changes nothing
  const { finding, locate: look, begin } = usePosition((position) => { if (!isPicked) draft.position = position })
  const { photos, busy, room, isShrinking, read, settle, snap: shoot, drop } = usePhotos(() => draft.id, () => ({
    position: finding.value.state === 'found' ? { ...finding.value.position } : null,
    heading: lookingTo(),
  }))
  const { write, show, settled } = useKeeping(draft, (shown) => { photos.value = shown })
  const isEmpty = computed(() => photos.value.length === 0 && draft.words.trim() === '')

  async function load(): Promise<void> {
    const before = await latestDraft()
    await show(before ?? blank(await lastContact()), before !== null)
    await read()
    isPicked = false
    begin(draft.position)
    void settle()
  }

  function locate(): void {
    isPicked = false
    look()
  }

  function pick(position: Position): void {
    isPicked = true
    draft.position = position
  }

  async function snap(files: readonly File[], view: View | null = null): Promise<void> {
    if (finding.value.state !== 'found') look()
    await write()
    await shoot(files, view)
  }

  async function send(follows: string | null = null): Promise<Sending> {
    if (isEmpty.value) return { sent: false, why: 'empty' }
    await settled()
    await settle()
    await keepContact(draft.contact)
    const id = await put(plain(draft), person(), undefined, follows)
    await load()
    if (id === null) return { sent: false, why: 'gone' }
    kick(true)
    void askForSync()
    void import('../outbox/room').then(({ askToKeep }) => askToKeep()).catch(() => undefined)
    return { sent: true, id }
  }

  return { draft, photos, finding, busy, isShrinking, isEmpty, room, load, locate, pick, snap, drop, write, send }
}
