/** The catalogue for a page: what is kept here at once, what the server has as soon as it says. */
import { computed, shallowRef, watch } from 'vue'
import type { Catalogue } from '../api/types'
import { language } from '../words'
import { catalogueAtHand, freshCatalogue } from './catalogue'

const catalogue = shallowRef<Catalogue | null>(null)

async function load(): Promise<void> {
  catalogue.value = (await catalogueAtHand()) ?? catalogue.value
  catalogue.value = await freshCatalogue().catch(() => catalogue.value)
}

export function useCatalogue() {
  watch(language, () => { void load() }, { immediate: true })
  return { categories: computed(() => catalogue.value?.categories ?? []) }
}
