/** The catalogue for a page: what is kept here at once, what the server has as soon as it says. */
import { computed, ref, shallowRef, watch } from 'vue'
import type { Catalogue } from '../api/types'
import { language } from '../words'
import { catalogueAtHand, freshCatalogue } from './catalogue'

const catalogue = shallowRef<Catalogue | null>(null)
const isWaiting = ref(true) // nothing is known yet, and it may still come

async function load(): Promise<void> {
  catalogue.value = (await catalogueAtHand()) ?? catalogue.value
  isWaiting.value = catalogue.value === null
  catalogue.value = await freshCatalogue().catch(() => catalogue.value)
  isWaiting.value = false
}

export function useCatalogue() {
  watch(language, () => { void load() }, { immediate: true })
  return { categories: computed(() => catalogue.value?.categories ?? []), isWaiting }
}
