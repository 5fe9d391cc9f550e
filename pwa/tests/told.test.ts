/** What is said of a delivery: what happened, what was kept, what to do. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../src/outbox/delivery'
import { flush } from '../src/outbox/flush'
import { photosOf } from '../src/outbox/queue'
import { store } from '../src/outbox/store'
import { isOutdated, onOutdated } from '../src/api/version'
import { told } from '../src/report/told'
import { REPORT_WORDS } from '../src/report/words'
import { emptyStore, press, queued } from './desk'
import { problem, Server } from './server'

const { 'zh-CN': zh } = REPORT_WORDS
const NOW = 1_800_000_000_000
let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
})

async function saidAfter(answer: () => Response, mayEdit = true): Promise<string> {
  const id = await press([700])
  server.trouble = answer
  await flush(server, false)
  const { delivery, dueAt } = await queued(id)
  expect([await store.bytes.count(), (await photosOf(id)).length]).toEqual([1, 1])
  return told(delivery, dueAt, mayEdit, NOW).words
}

describe('a refusal says what was kept and what to do', () => {
  it.each([[409, zh.do409], [413, zh.do413], [415, zh.do415], [422, zh.do422], [403, zh.doOther]])('%i', async (status, advice) => {
    expect(await saidAfter(() => problem(status, 'no', '不行。'))).toBe(`未被接受：不行。 ${zh.keptAll} ${advice}`)
  })

  it('413 by a proxy that speaks no words of ours', async () => {
    const proxy = () => new Response('<html>413 Request Entity Too Large</html>', { status: 413, headers: { 'Content-Type': 'text/html' } })
    expect(await saidAfter(proxy)).toBe(`未被接受：${zh.tooLarge} ${zh.keptAll} ${zh.do413}`)
  })

  it('gives no advice that cannot be followed', async () => {
    expect(await saidAfter(() => problem(409, 'no', '已由他人办理。'), false)).toBe(`未被接受：已由他人办理。 ${zh.keptAll}`)
  })

  it('of photos alone says that the words arrived', () => {
    const delivery: Delivery = { state: 'refused', reason: '照片太大。', number: '20261122-00001', status: 413 }
    expect(told(delivery, 0, false).words).toBe(`文字已送达，会照常办理，但有照片未被接受：照片太大。 ${zh.keptPhotos} 编号`)
  })

  it('kept by an earlier app, without a status, is said all the same', () => {
    expect(told({ state: 'refused', reason: '', number: null }, 0, true).words).toContain(zh.keptAll)
  })
})

describe('an answer that says later says when, and that all is kept', () => {
  it.each([[423, 'waitingSame'], [429, 'waitingOften'], [503, 'waitingServer']] as const)('%i', async (status, word) => {
    expect(await saidAfter(() => problem(status, 'later'))).toBe(zh[word].replace('{at}', zh.soon))
    expect(zh[word]).toContain('都还在这部手机上')
  })

  it('names the time of day where it is far', () => {
    const at = NOW + 600_000
    const clock = new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    expect(told({ state: 'waiting', why: 'often' }, at, false, NOW).words).toContain(clock)
  })
})

describe('an app that is older than the server understands', () => {
  const old = (status: number) => problem(status, 'no', '格式变了', { 'Oldest-App': '99' })

  it.each([400, 404, 409, 422])('keeps what is refused with %i for the newer one, which sends it', async (status) => {
    const id = await press([700])
    let heard = 0
    onOutdated(() => { heard += 1 })
    server.trouble = () => old(status)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'outdated' })
    expect(heard).toBeGreaterThan(0)
    server.trouble = () => null // the newer app speaks rightly
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('is known by the number that the server names, and by nothing else', () => {
    const answer = (headers: Record<string, string>) => new Response(null, { status: 204, headers })
    expect(isOutdated(answer({ 'Oldest-App': '2' }), 1)).toBe(true)
    expect(isOutdated(answer({ 'Oldest-App': '2' }), 2)).toBe(false)
    expect(isOutdated(answer({ 'Oldest-App': 'new' }), 1)).toBe(false)
    expect(isOutdated(answer({}), 1)).toBe(false)
  })
})
