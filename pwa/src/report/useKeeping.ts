/** Keeping a draft at every keystroke, in step with another tab that writes on the same one. */
import { nextTick, ref, watch } from 'vue'
import { photosOf } from '../outbox/queue'
import type { Draft, KeptPhoto } from '../outbox/store'
import { useLive } from '../outbox/useOutbox'
import { keepDraft, keepNew, latestDraft, plain } from './draft'

interface Twin {
  kept: Draft
  shown: KeptPhoto[]
}

async function latest(): Promise<Twin | null> {
  const kept = await latestDraft()
  return kept && { kept, shown: await photosOf(kept.id) }
}

/** `show` draws a draft that was read; what changes afterwards is kept. `seen` is told of the photos that are kept. */
export function useKeeping(draft: Draft, seen: (photos: KeptPhoto[]) => void) {
  const isReady = ref(false)
  let isKnown = false // the store has this draft
  let writtenAt = 0 // ms; what is newer comes from another tab
  let writing: Promise<void> = Promise.resolve()

  function write(): Promise<void> {
    const now = plain(draft)
    const keepIt = isKnown ? keepDraft : keepNew
    isKnown = true
    writtenAt = now.updatedAt
    writing = writing.catch(() => undefined).then(() => keepIt(now))
    return writing
  }

  async function show(read: Draft, isKept: boolean): Promise<void> {
    isReady.value = false
    isKnown = isKept
    writtenAt = read.updatedAt
    Object.assign(draft, read)
    await nextTick() // what was read need not be written again
    isReady.value = true
  }

  const twin = useLive<Twin | null>(latest, null)
  watch(twin, (found) => {
    if (!isReady.value || found?.kept.id !== draft.id) return
    seen(found.shown)
    if (found.kept.updatedAt > writtenAt) void show(found.kept, true)
  })
  watch(draft, () => { if (isReady.value) void write() })
  return { write, show, settled: () => writing }
}
