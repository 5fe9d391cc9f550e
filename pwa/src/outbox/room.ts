/** Room on the phone: asking the browser not to clear it, and how much is left. */
export interface Room {
  used: number // megabytes
  free: number // megabytes
  isLow: boolean
}

const LOW = 100 // megabytes; some two hundred photos

/** Ask the browser to keep what we store; it may say no. */
export async function askToKeep(): Promise<void> {
  const { storage } = navigator as { storage?: StorageManager }
  if (storage && 'persist' in storage && !(await storage.persisted())) await storage.persist().catch(() => false)
}

/** How much room is used and left, or null where the browser does not say. */
export async function room(): Promise<Room | null> {
  const { storage } = navigator as { storage?: StorageManager }
  if (!storage || !('estimate' in storage)) return null
  const { usage, quota } = await storage.estimate()
  if (usage === undefined || quota === undefined) return null
  const free = Math.round((quota - usage) / 1e6)
  return { used: Math.round(usage / 1e6), free, isLow: free < LOW }
}
