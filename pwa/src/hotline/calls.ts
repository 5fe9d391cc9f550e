/** Imports of the hotline as the server tells them. */
import { api, body } from '../api/client'
import { credentials } from '../api/credentials'
import { readProblem, Refusal } from '../api/problem'
import type { HotlineFile, HotlineMapping, HotlineRun, HotlineSources, HotlineTrial } from '../api/types'
import { saveFile } from '../ui/saveFile'
import { language } from '../words'
import { h } from './words'

/** Look at a file: its columns, what each is taken for, ten rows. Nothing is imported. */
export async function look(file: File, source: string): Promise<HotlineFile> {
  const query = new URLSearchParams({ name: file.name, source })
  const headers = { ...(await credentials()), 'Accept-Language': language.value, 'Content-Type': 'application/octet-stream' }
  const answer = await fetch(`/api/v1/hotline/files?${query}`, { method: 'POST', headers, body: file })
  const said: unknown = await answer.json().catch(() => null)
  if (answer.ok) return said as HotlineFile
  throw new Refusal(readProblem(said) ?? { status: answer.status, code: '', title: answer.statusText, detail: '' })
}

/** Who sends orders, and the fields there are. */
export async function sources(): Promise<HotlineSources> {
  return body<HotlineSources>(await api.GET('/api/v1/hotline/sources'))
}

/** Remember how a source's columns are read. */
export async function saveMapping(name: string, mapping: HotlineMapping): Promise<void> {
  await api.PUT('/api/v1/hotline/sources/{name}', { params: { path: { name } }, body: { mapping, datum: 'wgs84' } })
}

/** What would become of a file's rows; nothing is written. */
export async function tryOut(file: HotlineFile): Promise<HotlineTrial> {
  const asked = { sha256: file.sha256, source: file.source }
  return body<HotlineTrial>(await api.POST('/api/v1/hotline/trials', { body: asked }))
}

/** Import a file that was looked at. */
export async function begin(file: HotlineFile): Promise<HotlineRun> {
  const asked = { sha256: file.sha256, name: file.name, source: file.source }
  return body<HotlineRun>(await api.POST('/api/v1/hotline/runs', { body: asked }))
}

/** The last imports, the newest first. */
export async function runs(): Promise<HotlineRun[]> {
  return body<{ items: HotlineRun[] }>(await api.GET('/api/v1/hotline/runs')).items
}

/** Keep an import's result workbook on this machine. A plain link would fail without a word while it is being written. */
export async function getResult(id: string): Promise<void> {
  const answer = await fetch(`/api/v1/hotline/runs/${id}/result`, { headers: { ...(await credentials()), 'Accept-Language': language.value } })
  if (!answer.ok) {
    const told = readProblem(await answer.json().catch(() => null))
    const detail = told?.code === 'unready' ? h('unready') : (told?.detail ?? answer.statusText)
    throw new Refusal({ status: answer.status, code: told?.code ?? '', title: '', detail })
  }
  const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '') ?? []
  saveFile(await answer.blob(), name ?? '12345.xlsx')
}
