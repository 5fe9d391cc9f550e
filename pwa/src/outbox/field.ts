/** A report from the field into the queue: what its photos show, the very component, and that it is dealt with. */
import { uuid7 } from './identifier'
import { enqueue, photosOf } from './queue'
import { keep, store, type Draft, type KeptPhoto } from './store'

/** Whose the photos of how it is now are, until the draft is sent. */
export function afterOf(draft: string): string {
  return `${draft}.after`
}

/** Under which names the store keeps what is known of a burst's shots until they are sent. */
export const BURST = 'burst.'

/** Put what the catalogue asks for into the report's body, photo by photo. */
async function name(report: string, draft: Draft): Promise<void> {
  const photos = await photosOf(report)
  const viewOf = new Map(photos.map(({ sha256, view }) => [sha256, view ?? null]))
  await store.reports.where('id').equals(report).modify((one) => {
    one.body.component = draft.component ?? null
    for (const photo of one.body.photos) photo.view = viewOf.get(photo.sha256) ?? null
  })
}

/** The deed that says it is dealt with goes behind the report, and takes the photos of how it is now. */
async function tell(report: string, draft: Draft, shown: readonly KeptPhoto[], person: number, words: string, now: number): Promise<void> {
  const id = uuid7(now)
  const body = { condition: draft.condition ?? null, note: '', photos: shown.map(({ sha256 }) => sha256), views: shown.map(({ view }) => view ?? '') }
  await store.deeds.add({
    id, person, words, body, method: 'POST', path: `/api/v1/reports/${report}/handled`, subject: report, match: null,
    evidence: report, owner: 'handled', after: report, delivery: { state: 'waiting', why: 'queued' }, attempts: 0, dueAt: now, isFirm: false,
  })
  await store.photos.where('owner').equals(afterOf(draft.id)).modify({ owner: id })
}

/** All or nothing; null where another tab has sent the draft. `words`: what the person sees of its being dealt with. */
export async function enqueueFromField(draft: Draft, person: number, words: string, now: number = Date.now()): Promise<string | null> {
  const { reports, drafts, photos, deeds } = store
  return keep(() =>
    store.transaction('rw', [reports, drafts, photos, deeds], async () => {
      const shown = await photosOf(afterOf(draft.id))
      const report = await enqueue(draft, person, now)
      if (report === null) return null
      await name(report, draft)
      if (draft.isHandled) await tell(report, draft, shown, person, words, now)
      return report
    }),
  )
}
