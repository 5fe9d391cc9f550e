/** Problems as the server tells them (RFC 9457), and what a page shows of them. */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  fields?: Record<string, string[]>
}

/** The server answered, and the answer is no. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The problem in a body, or null where the body is none (a captive portal's page, say). */
export function readProblem(value: unknown): Problem | null {
  if (typeof value !== 'object' || value === null) return null
  const found = value as Record<string, unknown>
  if (typeof found['status'] !== 'number' || typeof found['title'] !== 'string') return null
  const problem = { status: found['status'], code: text(found['code']), title: found['title'], detail: text(found['detail']) }
  const fields = found['fields']
  return typeof fields === 'object' && fields !== null ? { ...problem, fields: fields as Record<string, string[]> } : problem
}

/** One sentence for the person: the detail, the first words on fields, else the title. */
export function sentence(problem: Problem): string {
  const fields = Object.values(problem.fields ?? {}).flat().filter((words) => typeof words === 'string')
  return [problem.detail || problem.title, ...fields.slice(0, 3)].join(' ')
}
