/** An inspector's tasks as the server tells them. */
import { api, body } from '../api/client'
import type { Page, Task, TaskAnswer } from '../api/types'

/** One page of this inspector's open tasks. */
export async function tasks(cursor: string | null): Promise<Page<Task>> {
  const query = cursor === null ? {} : { cursor }
  return body<Page<Task>>(await api.GET('/api/v1/tasks', { params: { query } }))
}

/** Say how it was found on the spot. */
export async function answer(id: string, given: TaskAnswer): Promise<Task> {
  return body<Task>(await api.POST('/api/v1/tasks/{task_id}/answer', { params: { path: { task_id: id } }, body: given }))
}
