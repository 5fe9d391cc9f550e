/** Web Locks in memory: one holder a name, `ifAvailable` as the standard has it. */
type Granted = (lock: { name: string } | null) => Promise<unknown>

const held = new Set<string>()

export const locks = {
  async request(name: string, _options: { ifAvailable: true }, granted: Granted): Promise<unknown> {
    if (held.has(name)) return granted(null)
    held.add(name)
    try {
      return await granted({ name })
    } finally {
      held.delete(name)
    }
  },
}
