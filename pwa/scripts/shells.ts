/** Two documents from one: the first page with what it shows at once, and a bare frame for all others. */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const FIRST = /\s*<!-- first:[\s\S]*<!-- \/first -->/
const SHEET = /<link rel="stylesheet"[^>]*href="\/(assets\/[^"]+\.css)"[^>]*>/

/** The sheet stands in the document itself: nothing that is painted first waits for another request. */
async function withSheet(page: string, dist: string): Promise<string> {
  const name = SHEET.exec(page)?.[1]
  if (name === undefined) return page
  const sheet = await readFile(resolve(dist, name), 'utf8')
  return page.replace(SHEET, () => `<style>${sheet}</style>`)
}

/** After the build, before the service worker lists its files: index.html and app.html. */
export function shells(): Plugin {
  let dist = 'dist'
  return {
    name: 'shells',
    apply: 'build',
    configResolved(config) { dist = resolve(config.root, config.build.outDir) },
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler() {
        const page = await withSheet(await readFile(resolve(dist, 'index.html'), 'utf8'), dist)
        await writeFile(resolve(dist, 'index.html'), page)
        await writeFile(resolve(dist, 'app.html'), page.replace(FIRST, '\n    <div id="app"></div>'))
      },
    },
  }
}
