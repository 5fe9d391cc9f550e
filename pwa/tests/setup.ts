/** A database and a navigator for Node, as the browser has them; without Web Locks, as old web-views are. */
import 'fake-indexeddb/auto'
import { vi } from 'vitest'

vi.stubGlobal('navigator', {})
