/** Copies what /api/docs needs from swagger-ui-dist into dist/docs, so that no page asks a CDN. */
import { cp, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const to = new URL('../dist/docs/', import.meta.url).pathname
const needed = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png', 'LICENSE', 'NOTICE']

await mkdir(to, { recursive: true })
await Promise.all(needed.map((name) => cp(join(from, name), join(to, name))))
console.log(`dist/docs: ${needed.length} files of Swagger UI`)
