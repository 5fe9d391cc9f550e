/** A report from the field: what the catalogue asks for, and whether it is dealt with already. */
import { computed, watch } from 'vue'
import type { View } from '../api/types'
import { hexDigest } from '../outbox/digest'
import { afterOf, enqueueFromField } from '../outbox/field'
import { keep, store, type KeptPhoto } from '../outbox/store'
import { keepShot, keepSmall } from '../report/draft'
import { lookingTo } from '../report/position'
import { useCatalogue } from '../report/useCatalogue'
import { useDraft } from '../report/useDraft'
import { usePhotos } from '../report/usePhotos'
import { missingViews, slotsOf, viewsOf, type Slots } from './slots'
import type { VoiceType } from './useVoice'
import { f } from './words'

/** Write down what each photo shows, as it stands on the screen. */
async function settleViews(slots: Slots<KeptPhoto>): Promise<void> {
  for (const [id, view] of viewsOf(slots)) await keep(() => store.photos.update(id, { view }))
}

export function useField(person: () => number) {
  const { categories } = useCatalogue()
  const writing = useDraft(person, (draft, _who, now) => enqueueFromField(draft, person(), f('handledDeed'), now))
  const { draft, finding, photos } = writing
  const after = usePhotos(() => afterOf(draft.id), () => ({ position: finding.value.state === 'found' ? { ...finding.value.position } : null, heading: lookingTo() }))

  const category = computed(() => categories.value.find(({ code }) => code === draft.category) ?? null)
  const conditions = computed(() => category.value?.conditions ?? [])
  const views = computed(() => (conditions.value.find(({ id }) => id === draft.condition)?.photos ?? []) as View[])
  const slots = computed(() => slotsOf(views.value, photos.value))
  const afterSlots = computed(() => slotsOf(views.value, after.photos.value))

  /** What stands against sending, in words; null where nothing does. */
  const missing = computed<string | null>(() => {
    if (draft.category === null) return f('needCategory')
    const left = missingViews(slots.value)
    if (left.length > 0) return f('needShots', left.map((view) => f(view)).join('、'))
    if (!draft.isHandled) return null
    if (!draft.condition) return f('needCondition')
    if (after.photos.value.length === 0) return f('needAfter')
    const bare = missingViews(afterSlots.value)
    return bare.length > 0 ? f('needShots', `${f('after')} ${bare.map((view) => f(view)).join('、')}`) : null
  })

  async function takeVoice(bytes: ArrayBuffer, type: VoiceType): Promise<void> {
    await writing.write()
    const id = await keepShot(draft.id, { bytes, type, takenAt: new Date().toISOString(), position: null, heading: null })
    if (id !== null) await keepSmall(id, { bytes, type, sha256: await hexDigest(new Uint8Array(bytes)) })
  }

  async function send(): ReturnType<typeof writing.send> {
    await after.settle()
    await settleViews(slots.value)
    await settleViews(afterSlots.value)
    return writing.send()
  }

  watch(() => draft.category, (_now, before) => { // what was drawn from the store is no choice of the person's
    if (before === undefined || conditions.value.some(({ id }) => id === draft.condition)) return
    draft.condition = null
    draft.component = null
  })
  watch(() => draft.id, () => { void after.read() })
  return { ...writing, after, category, conditions, slots, afterSlots, missing, takeVoice, send }
}
