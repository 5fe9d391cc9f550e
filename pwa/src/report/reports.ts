/** One's own reports as the server tells them. */
import type { Said } from '../revisits/calls'
import { api, body } from '../api/client'
import type { Page, Report, ReportSummary } from '../api/types'

/** A page of one's own reports, newest first. */
export async function ownReports(cursor: string | null): Promise<Page<ReportSummary>> {
  const query = cursor === null ? {} : { cursor }
  return body<Page<ReportSummary>>(await api.GET('/api/v1/reports', { params: { query } }))
}

/** One report with what became of it. */
export async function reportOf(id: string): Promise<Report> {
  return body<Report>(await api.GET('/api/v1/reports/{report_id}', { params: { path: { report_id: id } } }))
}

/** Say whether it was solved. */
export async function rate(id: string, said: Said): Promise<Report> {
  const params = { path: { report_id: id } }
  return body<Report>(await api.POST('/api/v1/reports/{report_id}/satisfaction', { params, body: said }))
}

/** Delete one's name and number from one's own report. */
export async function withdrawContact(id: string): Promise<Report> {
  return body<Report>(await api.DELETE('/api/v1/reports/{report_id}/contact', { params: { path: { report_id: id } } }))
}
