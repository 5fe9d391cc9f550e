/** Beside each built text a brotli and a gzip of it, so that no request pays for packing. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const LEAST = 1024 // bytes; below, the headers cost more than is saved
const TEXT = /\.(js|mjs|css|html|svg|webmanifest)$/
const dist = new URL('../dist/', import.meta.url)
const ways = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

for (const name of await readdir(dist, { recursive: true })) {
  if (!TEXT.test(name)) continue
  const bytes = await readFile(new URL(name, dist))
  if (bytes.length < LEAST) continue
  for (const [ending, pack] of Object.entries(ways)) await writeFile(new URL(`${name}.${ending}`, dist), await pack(bytes))
}
