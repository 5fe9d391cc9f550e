/** One's own reports as the server tells them. */
import type { Said } from '../revisits/calls'
import { api, body } from '../api/client'
import { byCookie } from '../api/credentials'
import type { Page, Report, ReportSummary } from '../api/types'
import { carryOut, type Ending } from '../outbox/carryOut'
import { shelved } from '../outbox/shelf'

/** A page of one's own reports, newest first; the first one as last seen where there is no line. */
export async function ownReports(cursor: string | null): Promise<Page<ReportSummary>> {
  const query = cursor === null ? {} : { cursor }
  const read = async () => body<Page<ReportSummary>>(await api.GET('/api/v1/reports', { params: { query } }))
  return cursor === null ? shelved(`reports.${byCookie() ? 'staff' : 'phone'}`, read) : read()
}

/** One report with what became of it, as last seen where there is no line. */
export async function reportOf(id: string): Promise<Report> {
  return shelved(`report.${id}`, async () => body<Report>(await api.GET('/api/v1/reports/{report_id}', { params: { path: { report_id: id } } })))
}

/** What the answers to a report wait as. */
export function ratingOf(id: string): string {
  return `rating ${id}`
}

/** Say whether it was solved; without a line it goes when there is one. `words`: what the person sees of it meanwhile. */
export async function rate(id: string, said: Said, words: string, person: number | null): Promise<Ending> {
  return carryOut({ subject: ratingOf(id), words, path: `/api/v1/reports/${id}/satisfaction`, body: { ...said } }, person)
}

/** Delete one's name and number from one's own report. */
export async function withdrawContact(id: string): Promise<Report> {
  return body<Report>(await api.DELETE('/api/v1/reports/{report_id}/contact', { params: { path: { report_id: id } } }))
}
