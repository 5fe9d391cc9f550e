/** Templates and deliveries as the server keeps them. */
import { api, body } from '../api/client'
import type { components } from '../api/schema'
import type { Page } from '../api/types'

export type Template = components['schemas']['Template']
export type TemplateChange = components['schemas']['TemplateChange']
export type TemplateVersion = components['schemas']['TemplateVersion']
export type Undelivered = components['schemas']['Undelivered']

/** All words in force. */
export async function templates(): Promise<Template[]> {
  return body<{ items: Template[] }>(await api.GET('/api/v1/notices/templates')).items
}

/** How words would read. */
export async function preview(change: TemplateChange): Promise<{ title: string; words: string }> {
  return body(await api.POST('/api/v1/notices/templates/preview', { body: change }))
}

/** Put words in force. */
export async function change(wanted: TemplateChange): Promise<void> {
  await api.PUT('/api/v1/notices/templates', { body: wanted })
}

/** What a city has said so far. */
export async function versions(of: Template): Promise<TemplateVersion[]> {
  const query = { kind: of.kind as TemplateChange['kind'], carrier: of.carrier, language: of.language as TemplateChange['language'] }
  return body<{ items: TemplateVersion[] }>(await api.GET('/api/v1/notices/templates/versions', { params: { query } })).items
}

/** A page of what never arrived. */
export async function undelivered(cursor: string | null): Promise<Page<Undelivered>> {
  const query = cursor === null ? {} : { cursor }
  return body<Page<Undelivered>>(await api.GET('/api/v1/notices/undelivered', { params: { query } }))
}
