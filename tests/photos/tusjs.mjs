/**
 * tus-js-client as a page uses it, in Node: `node tusjs.mjs '{"endpoint", "file", "authorization", "metadata", "cut"}'`.
 * With `cut` the first try is given up after so many bytes and a second one goes on where it stopped.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'

const { Upload } = createRequire(new URL('../../pwa/package.json', import.meta.url))('tus-js-client')
const { endpoint, file, authorization, metadata, cut } = JSON.parse(process.argv[2])
const sent = { patches: 0, from: [] }

function upload(uploadUrl, cutAt) {
  return new Promise((resolve, reject) => {
    const one = new Upload(readFileSync(file), {
      endpoint, uploadUrl, metadata, chunkSize: 40_000, retryDelays: [0, 100, 300], headers: { Authorization: authorization },
      onBeforeRequest(request) {
        if (request.getMethod() !== 'PATCH') return
        sent.patches += 1
        sent.from.push(Number(request.getHeader('Upload-Offset')))
      },
      onChunkComplete(_size, accepted) {
        if (cutAt && accepted >= cutAt) void one.abort().then(() => { resolve(one.url) })
      },
      onSuccess: () => { resolve(one.url) },
      onError: reject,
    })
    one.start()
  })
}

const first = await upload(null, cut)
const url = cut ? await upload(first, null) : first
console.log(JSON.stringify({ url, ...sent }))
