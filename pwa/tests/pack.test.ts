/** The offline pack: which tiles hold a beat, only what changed travels, nothing is let go of by halves. */
import { describe, expect, it } from 'vitest'
import { componentAddress, tileAddresses, tileAt } from '../src/pack/addresses'
import { freshen, letGo, type Shelf } from '../src/pack/kept'
import { askParts, heldParts, merged, type Parts, type Row } from '../src/pack/parts'
import { update } from '../src/pack/update'
import { PACK_WORDS } from '../src/pack/words'

/** The browser's Cache, as far as the pack asks for it. */
class Drawer implements Shelf {
  readonly held = new Map<string, Response>()
  match = (address: RequestInfo | URL): Promise<Response | undefined> => Promise.resolve(this.held.get(this.name(address))?.clone())
  put = (address: RequestInfo | URL, answer: Response): Promise<void> => { this.held.set(this.name(address), answer); return Promise.resolve() }
  keys = (): Promise<Request[]> => Promise.resolve([...this.held.keys()].map((address) => new Request(`http://own${address}`)))
  delete = (address: RequestInfo | URL): Promise<boolean> => Promise.resolve(this.held.delete(this.name(address)))
  private name(address: RequestInfo | URL): string {
    return (address instanceof Request ? address.url : String(address)).replace('http://own', '')
  }
}

/** A city whose answers have tags; `sent` counts the bodies that travelled. */
function city(bodies: Map<string, string>) {
  const sent: string[] = []
  const ask = (address: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const body = bodies.get(String(address))
    if (body === undefined) return Promise.reject(new TypeError('network'))
    const tag = `W/"${body}"`
    if (new Headers(init?.headers).get('If-None-Match') === tag) return Promise.resolve(new Response(null, { status: 304 }))
    sent.push(String(address))
    return Promise.resolve(body === '' ? new Response(null, { status: 204, headers: { ETag: tag } }) : new Response(body, { headers: { ETag: tag } }))
  }
  return { ask: ask as typeof fetch, sent }
}

describe('the tiles of a beat', () => {
  it('are those that everybody counts', () => {
    expect(tileAt(112.5623, 37.8612, 16)).toEqual({ z: 16, x: 53259, y: 25311 })
    expect(tileAt(0, 0, 1)).toEqual({ z: 1, x: 1, y: 1 })
  })
  it('cover the box at every zoom, each once, and no more than a phone can hold', () => {
    const box = [112.56, 37.86, 112.572, 37.869] as const
    const found = tileAddresses([box, box])
    expect(new Set(found).size).toBe(found.length)
    const { x, y } = tileAt(112.572, 37.86, 16)
    expect(found).toContain(`/api/v1/tiles/roads/16/${String(x)}/${String(y)}.mvt`)
    expect(found.length).toBeLessThan(80)
    expect(tileAddresses([[70, 10, 140, 60]]).length).toBeLessThanOrEqual(3000)
  })
})

describe('bringing it up to date', () => {
  const bodies = new Map([['/a', 'one'], ['/b', 'two'], ['/c', '']])
  const nobody = () => undefined

  it('fetches all once, and afterwards only what changed', async () => {
    const shelf = new Drawer(), first = city(bodies)
    expect(await update(shelf, [...bodies.keys()], first.ask, nobody)).toEqual({ kept: 3, changed: 3, failed: 0, bytes: 6 })
    const later = city(new Map([...bodies, ['/b', 'three']]))
    expect(await update(shelf, [...bodies.keys()], later.ask, nobody)).toEqual({ kept: 3, changed: 1, failed: 0, bytes: 8 })
    expect(later.sent).toEqual(['/b'])
  })

  it('lets go of what is not wanted any more, but not while the line is cut', async () => {
    const shelf = new Drawer()
    await update(shelf, ['/a', '/b'], city(bodies).ask, nobody)
    const cut = await update(shelf, ['/b', '/gone'], city(bodies).ask, nobody)
    expect([cut.failed, shelf.held.size]).toEqual([1, 2])
    await update(shelf, ['/b'], city(bodies).ask, nobody)
    expect([...shelf.held.keys()]).toEqual(['/b'])
  })

  it('keeps what was there when the server fails', async () => {
    const shelf = new Drawer()
    await freshen(shelf, '/a', city(bodies).ask)
    await expect(freshen(shelf, '/a', () => Promise.resolve(new Response('x', { status: 500 })))).rejects.toThrow('500')
    expect(await (await shelf.match('/a'))?.text()).toBe('one')
  })

  it('tells how far it is, up to the end', async () => {
    const told: string[] = []
    await update(new Drawer(), ['/a', '/b'], city(bodies).ask, (done, total) => { told.push(`${String(done)}/${String(total)}`) })
    expect(told).toEqual(['1/2', '2/2'])
  })

  it('takes addresses for what they are, with or without the origin', async () => {
    const shelf = new Drawer()
    await shelf.put(componentAddress(3), new Response('{}'))
    await letGo(shelf, [componentAddress(3)])
    expect(shelf.held.size).toBe(1)
  })
})

describe("a beat's components", () => {
  const row = (code: string, lon = 112.5): Row => [code, 'component-0101', '井盖', null, lon, 37.8]
  const before: Parts = { versions: ['a', 'b', 'c'], parts: { 0: [row('1')], 1: [row('2')] } }
  const later: Parts = { versions: ['a', 'd', 'e'], parts: { 2: [row('3'), row('4')] } }

  it('are put together: the same stays, what changed is replaced, what is gone goes', () => {
    expect(merged(before, later)).toEqual({ versions: ['a', 'd', 'e'], parts: { 0: [row('1')], 2: [row('3'), row('4')] } })
    expect(merged(null, before)).toEqual(before)
  })

  it('travel by parts once they are held, and in whole where another shape was kept', async () => {
    const shelf = new Drawer(), asked: string[] = []
    const address = componentAddress(3)
    const server = (told: Parts, tag: string) => ((input: RequestInfo | URL) => {
      asked.push(String(input))
      return Promise.resolve(Response.json(told, { headers: { ETag: tag } }))
    }) as typeof fetch
    await shelf.put(address, new Response('{"rows":[]}', { headers: { ETag: 'old' } }))
    await freshen(shelf, address, askParts(shelf, server(before, 'one')))
    await freshen(shelf, address, askParts(shelf, server(later, 'two')))
    expect(asked).toEqual([address, `${address}?have=a,b,c`])
    expect(await heldParts(shelf, address)).toEqual(merged(before, later))
    expect((await shelf.match(address))?.headers.get('ETag')).toBe('two')
    const none = (() => Promise.resolve(new Response(null, { status: 304 }))) as typeof fetch
    expect((await freshen(shelf, address, askParts(shelf, none))).state).toBe('same')
  })
})

it('has its words in both languages', () => {
  const { 'zh-CN': zh, en } = PACK_WORDS
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
})
