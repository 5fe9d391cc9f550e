/** The map of public cases: where it stands, what is there, what a finger chose. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type ShallowRef } from 'vue'
import type { BaseMap, PublicCase } from '../api/types'
import type { Canvas } from '../map/canvas'
import { pressed, type Point } from '../map/ground'
import { baseMap } from '../report/places'
import { findPosition } from '../report/position'
import { isDark, look } from '../ui/theme'
import { whyOf } from '../ui/useAsk'
import { casesNear } from './calls'
import { isElsewhere, reach, touched } from './spots'

const CLOSE = 15
const WIDE = 13
const ANYWHERE = { lon: 104, lat: 35 } // the middle of the country, where nothing is known

/** What is there; an answer that was overtaken by another question is dropped. */
function useCases(told: () => void) {
  const isAsking = ref(true)
  const why = ref<string | null>(null)
  const cases = shallowRef<PublicCase[]>([])
  const chosen = shallowRef<PublicCase[]>([])
  let asked: { at: Point; within: number } | null = null

  async function ask(at: Point, zoom: number): Promise<void> {
    const within = reach(at.lat, zoom)
    if (!isElsewhere(asked, at, within)) return
    const mine = (asked = { at, within })
    isAsking.value = true
    why.value = null
    const found = await casesNear(at, within).catch((error: unknown) => { why.value = whyOf(error); return null })
    if (mine !== asked) return
    if (found === null) asked = null
    else [cases.value, chosen.value] = [found, []]
    isAsking.value = false
    told()
  }

  const touch = (at: Point, zoom: number) => { chosen.value = touched(cases.value, at, zoom) }
  const shown = computed(() => (chosen.value.length > 0 ? chosen.value : cases.value))
  return { isAsking, why, cases, chosen, shown, ask, touch }
}

export function useNearby(place: Readonly<ShallowRef<HTMLElement | null>>) {
  const stage = ref<'loading' | 'there' | 'offline' | 'noMap'>('loading')
  const about = shallowRef<BaseMap | null>(null)
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  let canvas: Canvas | null = null
  let stop: () => void = () => undefined
  let isGone = false

  const redraw = () => { canvas?.show(sight()) }
  const found = useCases(redraw)
  const sight = () => ({ origin: location.origin, raster: about.value?.raster ?? null, isDark: isDark(), phone: null, spots: found.cases.value.map(({ position }) => position) })
  const rest = () => { void (canvas ? found.ask(canvas.centre(), canvas.zoom()) : found.ask(about.value?.middle ?? ANYWHERE, WIDE)) }

  async function show(start: Point): Promise<void> {
    if (!navigator.onLine) { stage.value = 'offline'; return }
    try {
      const { draw } = await import('../map/canvas')
      if (isGone || !place.value) return
      canvas = draw(place.value, { ...start, zoom: WIDE }, sight(), {
        ready: () => { stage.value = 'there' }, moving: () => undefined, rest, failed: () => undefined,
        tapped: (at) => { found.touch(at, canvas?.zoom() ?? WIDE) },
      })
    } catch {
      stage.value = 'noMap' // the list stands without it
    }
  }

  /** The city's middle first; then, once, where the phone is. */
  async function open(): Promise<void> {
    about.value = await baseMap().catch(() => null)
    const start = about.value?.middle ?? ANYWHERE
    await show(start)
    if (isGone) return
    void found.ask(start, WIDE)
    stop = findPosition((finding) => {
      if (finding.state !== 'found') return
      stop()
      if (canvas) canvas.go(finding.position, CLOSE)
      else void found.ask(finding.position, CLOSE)
    })
  }

  watch(look, redraw)
  dark.addEventListener('change', redraw)
  onMounted(() => { void open() })
  onBeforeUnmount(() => {
    isGone = true
    stop()
    dark.removeEventListener('change', redraw)
    canvas?.remove()
  })
  const press = (event: KeyboardEvent) => { canvas?.move(pressed(event)) }
  return { ...found, stage, about, press, rest }
}
