/** An inspector's tasks as the server tells them. */
import { api, body } from '../api/client'
import type { Task } from '../api/types'

/** This inspector's open tasks, the most urgent first. */
export async function tasks(): Promise<Task[]> {
  return body<{ items: Task[] }>(await api.GET('/api/v1/tasks')).items
}

/** Say that one has seen it and goes. */
export async function accept(id: string): Promise<void> {
  await api.POST('/api/v1/tasks/{task_id}/accept', { params: { path: { task_id: id } } })
}
