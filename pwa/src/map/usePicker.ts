/** The picker's state: a map that comes late or not at all, the point under the pin, its words. */
import { onBeforeUnmount, onMounted, ref, shallowRef, type ShallowRef } from 'vue'
import type { BaseMap, Position } from '../api/types'
import { shelved } from '../outbox/shelf'
import { hasPack } from '../pack/kept'
import { baseMap, describe } from '../report/places'
import { findPosition, type Finding } from '../report/position'
import { isDark } from '../ui/theme'
import type { Canvas } from './canvas'
import { picked, pressed, type Move, type Point } from './ground'

const PAUSE = 300 // ms of standing still before words are asked for
const CLOSE = 16.5 // zoom at a position that was found
const WIDE = 13 // zoom on the city's middle

export type Stage = 'loading' | 'there' | 'offline' | 'noMap'
export interface PlaceWords { place: string; area: string }

const start = (from: Point | null, { middle }: BaseMap) => {
  if (from) return { lon: from.lon, lat: from.lat, zoom: CLOSE }
  return middle ? { lon: middle.lon, lat: middle.lat, zoom: WIDE } : { lon: 104, lat: 35, zoom: 8 }
}

function hasWebGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2')
  gl?.getExtension('WEBGL_lose_context')?.loseContext() // phones have few of them
  return gl !== null
}

/** Words for where the map stands, asked for once it has stood still a moment. */
function useWords() {
  const words = shallowRef<PlaceWords | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  function forget(): void {
    turn += 1
    clearTimeout(timer)
    words.value = null
  }

  function ask(at: Position): void {
    forget()
    const mine = turn
    timer = setTimeout(() => {
      void describe(at)
        .then(({ description, words: area }) => ({ place: description, area }))
        .catch(() => ({ place: '', area: '' }))
        .then((found) => { if (mine === turn) words.value = found })
    }, PAUSE)
  }

  return { words, forget, ask }
}

/** A map on `place` that begins at `from`, or in the city's middle. */
export function usePicker(place: Readonly<ShallowRef<HTMLElement | null>>, from: Point | null, phone: Position | null) {
  const stage = ref<Stage>('loading')
  const isMoving = ref(false)
  const isPatchy = ref(false)
  const about = shallowRef<BaseMap | null>(null)
  const finding = shallowRef<Finding>(phone ? { state: 'found', position: phone } : { state: 'idle' })
  const { words, forget, ask } = useWords()
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  let canvas: Canvas | null = null
  let isGone = false
  let stop: () => void = () => undefined

  const sight = () => ({ origin: location.origin, raster: about.value?.raster ?? null, isDark: isDark(), phone: finding.value.state === 'found' ? finding.value.position : null })
  const look = () => { canvas?.show(sight()) }
  const here = () => (canvas ? picked(canvas.centre(), canvas.zoom()) : null)
  const rest = () => {
    const at = here()
    isMoving.value = false
    if (at) ask(at)
  }

  async function open(): Promise<void> {
    if (!navigator.onLine && !(await hasPack())) { stage.value = 'offline'; return }
    if (!hasWebGl()) { stage.value = 'noMap'; return }
    try {
      const [{ draw }, known] = await Promise.all([import('./canvas'), shelved('base-map', baseMap)])
      if (isGone || !place.value) return
      about.value = known
      canvas = draw(place.value, start(from, known), sight(), {
        ready: () => { stage.value = 'there' },
        moving: () => { isMoving.value = true; forget() },
        rest,
        failed: () => { isPatchy.value = true },
      })
      rest()
    } catch {
      stage.value = navigator.onLine ? 'noMap' : 'offline'
    }
  }

  function locate(): void {
    stop()
    stop = findPosition((found) => {
      finding.value = found
      if (found.state !== 'found') return
      look()
      canvas?.go(found.position, CLOSE)
    })
  }

  const move = (what: Move) => { canvas?.move(what) }
  const press = (event: KeyboardEvent) => { move(pressed(event)) }

  dark.addEventListener('change', look)
  onMounted(() => { void open() })
  onBeforeUnmount(() => {
    isGone = true
    stop()
    forget()
    dark.removeEventListener('change', look)
    canvas?.remove()
  })
  return { stage, isMoving, isPatchy, about, finding, words, here, locate, move, press }
}
