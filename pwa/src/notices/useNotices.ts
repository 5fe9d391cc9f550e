/** What this person was told, and how much of it is unread. */
import { computed, shallowRef, watch } from 'vue'
import { api, body } from '../api/client'
import type { Notice } from '../api/types'
import { whyOf } from '../ui/useAsk'
import { useRefresh } from '../ui/useRefresh'
import { useSession } from '../session/useSession'

const EVERY = 60_000 // ms

const notices = shallowRef<Notice[] | null>(null)
const why = shallowRef<string | null>(null)
const unread = computed(() => (notices.value ?? []).filter((notice) => !notice.read).length)

async function load(): Promise<void> {
  try {
    notices.value = body<{ items: Notice[] }>(await api.GET('/api/v1/notices')).items
    why.value = null
  } catch (error) {
    why.value = whyOf(error)
  }
}

async function read(notice: Notice): Promise<void> {
  if (notice.read) return
  notices.value = (notices.value ?? []).map((one) => (one.id === notice.id ? { ...one, read: true } : one))
  await api.POST('/api/v1/notices/{notice_id}/read', { params: { path: { notice_id: notice.id } } }).catch(() => undefined)
}

/** The notices of whoever uses this phone; the navigation keeps them fresh. */
export function useNotices() {
  return { notices, why, unread, load, read }
}

/** Keep them fresh for as long as the caller lives. */
export function useFreshNotices(): void {
  const { person } = useSession()
  watch(person, () => { void load() })
  setTimeout(() => { void load() }, 1500) // the first page comes first
  useRefresh(load, EVERY)
}
