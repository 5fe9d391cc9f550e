/** A database for Node, as the browser has one. */
import 'fake-indexeddb/auto'
