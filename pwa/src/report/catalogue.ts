/** The catalogue on the phone: fetched by ETag, kept for days without a line. */
import { language } from '../words'
import { readProblem, Refusal } from '../api/problem'
import type { Catalogue, Category } from '../api/types'
import { keep, store } from '../outbox/store'

interface Kept {
  etag: string
  catalogue: Catalogue
}

async function kept(name: string): Promise<Kept | null> {
  return ((await keep(() => store.keys.get(name)))?.value as Kept | undefined) ?? null
}

/** The catalogue kept on this phone, or null. */
export async function catalogueAtHand(): Promise<Catalogue | null> {
  return (await kept(`catalogue.${language.value}`))?.catalogue ?? null
}

/** The catalogue as the server has it now. */
export async function freshCatalogue(): Promise<Catalogue> {
  const name = `catalogue.${language.value}`
  const before = await kept(name)
  const headers = { 'Accept-Language': language.value, ...(before ? { 'If-None-Match': before.etag } : {}) }
  const response = await fetch('/api/v1/catalogue', { headers })
  if (response.status === 304 && before) return before.catalogue
  const answer: unknown = await response.json()
  if (!response.ok) throw new Refusal(readProblem(answer) ?? { status: response.status, code: '', title: '', detail: '' })
  const catalogue = answer as Catalogue
  await keep(() => store.keys.put({ name, value: { etag: response.headers.get('ETag') ?? '', catalogue } }))
  return catalogue
}

/** Categories whose name, class or everyday words hold what was typed; nearest first. */
export function search(categories: readonly Category[], typed: string): Category[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  const rank = (category: Category): number => {
    if (category.name.toLowerCase().includes(wanted)) return 0
    if (category.synonyms.some((word) => word.toLowerCase().includes(wanted) || wanted.includes(word.toLowerCase()))) return 1
    return category.class_name.toLowerCase().includes(wanted) ? 2 : 3
  }
  return categories.filter((category) => rank(category) < 3).sort((a, b) => rank(a) - rank(b))
}
