/** Says what the citizen's first page costs: gzip bytes of each script it needs, and their sum. */
import { readFile, readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const limit = 90 * 1024
const dist = new URL('../dist/', import.meta.url)
const page = await readFile(new URL('index.html', dist), 'utf8')
const entry = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((found) => found[1])
const lazy = (await readdir(new URL('assets/', dist))).filter((name) => /^(SnapPage|outbox)[^/]*\.js$/.test(name))

async function withImports(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name)) continue
    seen.add(name)
    const code = await readFile(new URL(name, dist), 'utf8')
    const imports = [...code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((found) => `assets/${found[1]}`)
    await withImports(imports, seen)
  }
  return seen
}

let sum = 0
for (const name of await withImports([...entry, ...lazy.map((name) => `assets/${name}`)])) {
  const size = gzipSync(await readFile(new URL(name, dist)), { level: 9 }).length
  sum += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${name}`)
}
console.log(`${(sum / 1024).toFixed(1).padStart(7)} KB  first JavaScript on the citizen's way (gzip), limit ${limit / 1024} KB`)
if (sum > limit) process.exit(1)
