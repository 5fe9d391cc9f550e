/** The offline pack of one's beats: what is kept, how old it is, and having it brought up to date. */
import { onMounted, ref, shallowRef } from 'vue'
import { duty } from '../duty/calls'
import { keep, store } from '../outbox/store'
import { shelved } from '../outbox/shelf'
import { freshCatalogue } from '../report/catalogue'
import { baseMap } from '../report/places'
import { whyOf } from '../ui/useAsk'
import { BOOK, componentAddress, tileAddresses, type Box } from './addresses'
import { openShelf } from './kept'
import { update, type Round } from './update'
import { p } from './words'

const NAME = 'shelf.pack' // goes when the person signs out

export interface Kept extends Round {
  at: number // ms
  beats: string[]
  people: number
}

export type Packing = { state: 'idle' } | { state: 'none' } | { state: 'working'; done: number; total: number }

/** What the map is drawn by has to be on the phone as well, and what it begins with. */
async function fetchMap(): Promise<void> {
  await import('../map/canvas').then(({ fetchWorker }) => fetchWorker())
  await shelved('base-map', baseMap)
}

async function gather(tell: (done: number, total: number) => void): Promise<Kept> {
  const shelf = await openShelf()
  if (!shelf) throw new Error('no shelf')
  const { beats } = await duty()
  const boxes = beats.flatMap(({ box }) => (box.length === 4 ? [box as unknown as Box] : []))
  const addresses = [...tileAddresses(boxes), ...beats.map(({ id }) => componentAddress(id)), BOOK]
  await Promise.all([freshCatalogue(), fetchMap()])
  const round = await update(shelf, addresses, fetch, tell)
  const people = (await (await shelf.match(BOOK))?.json()) as { items: unknown[] } | undefined
  return { ...round, at: Date.now(), beats: beats.map(({ name }) => name), people: people?.items.length ?? 0 }
}

export function usePack() {
  const kept = shallowRef<Kept | null>(null)
  const packing = ref<Packing>({ state: 'idle' })
  const why = ref<string | null>(null)

  async function pack(): Promise<void> {
    why.value = null
    packing.value = { state: 'working', done: 0, total: 0 }
    try {
      const found = await gather((done, total) => { packing.value = { state: 'working', done, total } })
      await keep(() => store.keys.put({ name: NAME, value: found }))
      kept.value = found
      if (found.failed > 0) why.value = p('someFailed', found.failed)
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      packing.value = { state: 'idle' }
    }
  }

  onMounted(async () => {
    if ((await openShelf()) === null) packing.value = { state: 'none' }
    kept.value = ((await keep(() => store.keys.get(NAME)))?.value as Kept | undefined) ?? null
  })
  return { kept, packing, why, pack }
}
