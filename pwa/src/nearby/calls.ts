/** Public cases as anybody is told them: asked without a word on who asks. */
import createClient from 'openapi-fetch'
import { readProblem, Refusal } from '../api/problem'
import type { paths } from '../api/schema'
import type { PublicCase } from '../api/types'
import { language } from '../words'
import type { Point } from '../map/ground'

/** The server tells no more at once. */
export const MOST = 100

const open = createClient<paths>({ baseUrl: '', credentials: 'omit' })

function told<Whole>({ data, error, response }: { data?: unknown; error?: unknown; response: Response }): Whole {
  if (data === undefined) throw new Refusal(readProblem(error) ?? { status: response.status, code: '', title: response.statusText, detail: '' })
  return data as Whole
}

const headers = () => ({ 'Accept-Language': language.value })

/** What goes on and what was lately closed about a point, so many metres; what moved last comes first. */
export async function casesNear({ lon, lat }: Point, within: number): Promise<PublicCase[]> {
  const query = { lon, lat, within, limit: MOST, going_on: true }
  return told<{ items: PublicCase[] }>(await open.GET('/api/v1/public/cases', { params: { query }, headers: headers() })).items
}

/** One public case. */
export async function publicCase(id: string): Promise<PublicCase> {
  return told<PublicCase>(await open.GET('/api/v1/public/cases/{case_id}', { params: { path: { case_id: id } }, headers: headers() }))
}

/** Where a veiled photo of a public case is. */
export function veiled(photo: string, size: 'thumbnail' | 'display'): string {
  return `/api/v1/public/photos/${photo}/${size}`
}
