/** A report being written: everything it takes from the shutter to the send button. */
import { computed, nextTick, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { enqueue, photosOf } from '../outbox/queue'
import { askForSync, kick } from '../outbox/engine'
import type { Draft, KeptPhoto } from '../outbox/store'
import { blank, dropPhoto, keepContact, keepDraft, keepShot, lastContact, latestDraft, MOST_PHOTOS, plain } from './draft'
import { findPosition, followCompass, lookingTo, type Finding } from './position'
import { askToKeep } from '../outbox/room'
import { shrink } from './shrink'

export type Sending = { sent: true; id: string } | { sent: false; why: 'empty' | 'gone' }

/** The draft, its photos, where the phone is, and what may be done with them. */
export function useDraft(person: () => string | null) {
  const draft = reactive<Draft>(blank({ name: '', phone: '' }))
  const photos = shallowRef<KeptPhoto[]>([])
  const finding = shallowRef<Finding>({ state: 'idle' })
  const busy = ref(0)
  const isReady = ref(false)
  let stopFinding = () => undefined as void
  let writing: Promise<void> = Promise.resolve()

  const isEmpty = computed(() => photos.value.length === 0 && draft.words.trim() === '')
  const room = computed(() => MOST_PHOTOS - photos.value.length)

  function write(): Promise<void> {
    const now = plain(draft)
    writing = writing.then(() => keepDraft(now))
    return writing
  }

  async function load(): Promise<void> {
    isReady.value = false
    Object.assign(draft, (await latestDraft()) ?? blank(await lastContact()))
    await nextTick() // what was read need not be written again
    photos.value = await photosOf(draft.id)
    isReady.value = true
    if (draft.position) finding.value = { state: 'found', position: draft.position }
  }

  function locate(): void {
    stopFinding()
    stopFinding = findPosition((found) => {
      finding.value = found
      if (found.state === 'found') draft.position = { ...found.position }
    })
  }

  async function take(file: File): Promise<void> {
    const takenAt = new Date(file.lastModified || Date.now()).toISOString()
    const position = finding.value.state === 'found' ? { ...finding.value.position } : null
    const small = await shrink(file)
    await keepShot(draft.id, { ...small, takenAt, position, heading: lookingTo() })
    photos.value = await photosOf(draft.id)
  }

  async function snap(files: readonly File[]): Promise<void> {
    const taken = files.slice(0, room.value - busy.value)
    busy.value += taken.length
    if (finding.value.state !== 'found') locate()
    await write()
    for (const file of taken) await take(file).finally(() => { busy.value -= 1 })
  }

  async function drop(photo: KeptPhoto): Promise<void> {
    await dropPhoto(photo)
    photos.value = await photosOf(draft.id)
  }

  async function send(): Promise<Sending> {
    if (isEmpty.value) return { sent: false, why: 'empty' }
    await write()
    await keepContact(draft.contact)
    const id = await enqueue(plain(draft), person())
    await load()
    stopFinding()
    finding.value = { state: 'idle' }
    if (id === null) return { sent: false, why: 'gone' }
    kick(true)
    void askForSync()
    void askToKeep()
    return { sent: true, id }
  }

  watch(draft, () => { if (isReady.value) void write() })
  onScopeDispose(() => { stopFinding() })
  followCompass()
  return { draft, photos, finding, busy, isReady, isEmpty, room, load, locate, snap, drop, send }
}

export type Writing = ReturnType<typeof useDraft>
