/** An inspector's tasks as the server tells them. */
import { api, body } from '../api/client'
import type { Task, TaskAnswer } from '../api/types'

/** This inspector's open tasks, the most urgent first. */
export async function tasks(): Promise<Task[]> {
  return body<{ items: Task[] }>(await api.GET('/api/v1/tasks')).items
}

/** Say how it was found on the spot. */
export async function answer(id: string, given: TaskAnswer): Promise<void> {
  await api.POST('/api/v1/tasks/{task_id}/answer', { params: { path: { task_id: id } }, body: given })
}
