/** The map itself: MapLibre on an element, with what the picker needs of it and no more. */
import { addProtocol, Map as Drawing, setWorkerUrl } from 'maplibre-gl'
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Move, Point } from './ground'
import { keptAnswer } from '../pack/kept'
import { styleOf, type Sight } from './style'

const FINGER = 10 // pixels by which a tap may miss a spot

export interface Telling {
  ready: () => void
  moving: () => void
  rest: () => void // the map stands still again
  failed: () => void // a tile could not be had
  tapped?: (at: Point) => void
  chosen?: (spot: string) => void // by its id
}

export interface Canvas {
  centre: () => Point
  zoom: () => number
  show: (sight: Sight) => void
  go: (to: Point, zoom: number) => void
  move: (move: Move) => void
  remove: () => void
}

/** Where to stand to have all of `points` in sight on a small map. */
export function over(points: readonly Point[], least = 0.01, closest = 15): Point & { zoom: number } {
  const lons = points.map(({ lon }) => lon), lats = points.map(({ lat }) => lat)
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const span = Math.max(east - west, (north - south) * 1.4, least) // degrees; the globe is 512 pixels wide at zoom 0
  return { lon: (west + east) / 2, lat: (south + north) / 2, zoom: Math.min(closest, Math.log2((360 * 280) / 512 / span)) }
}

const OURS = 'kept' // the scheme of our own tiles: the server's, or where the line is cut the pack's

addProtocol(OURS, async ({ url }, { signal }) => {
  const address = new URL(url.replace(`${OURS}:`, location.protocol)).pathname
  const answer = await fetch(address, { signal }).catch(async (error: unknown) => {
    const kept = signal.aborted ? null : await keptAnswer(address)
    if (kept === null) throw error
    return kept
  })
  if (!answer.ok) throw new Error(`${address} ${String(answer.status)}`)
  return { data: await answer.arrayBuffer() }
})

/** Have what draws on the phone before there is no line: MapLibre itself asks for it with the first map. */
export async function fetchWorker(): Promise<void> {
  await (await fetch(worker)).arrayBuffer()
}

const style = (sight: Sight) => styleOf({ ...sight, origin: sight.origin.replace(/^https?:/, `${OURS}:`) })

/** Draw the city on `container`, its middle at `start`. Throws where there is no WebGL 2. */
export function draw(container: HTMLElement, start: Point & { zoom: number }, sight: Sight, tell: Telling): Canvas {
  setWorkerUrl(worker)
  const map = new Drawing({
    container, center: [start.lon, start.lat], zoom: start.zoom, minZoom: 8, maxZoom: 20, style: style(sight),
    attributionControl: false, keyboard: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false,
    scrollZoom: { around: 'center' }, touchZoomRotate: { around: 'center' }, fadeDuration: 150,
  })
  map.touchZoomRotate.disableRotation()
  map.getCanvas().tabIndex = -1 // the element around it takes the keys
  map.on('style.load', tell.ready) // not when all tiles are there: a slow line must not keep anybody out
  map.on('movestart', tell.moving)
  map.on('moveend', tell.rest)
  map.on('error', tell.failed)
  map.on('click', ({ lngLat }) => { tell.tapped?.({ lon: lngLat.lng, lat: lngLat.lat }) })
  map.on('click', ({ point: { x, y } }) => {
    const near = map.getLayer('spots') ? map.queryRenderedFeatures([[x - FINGER, y - FINGER], [x + FINGER, y + FINGER]], { layers: ['spots'] }) : []
    const id: unknown = near[0]?.properties['id']
    if (typeof id === 'string' && id !== '') tell.chosen?.(id)
  })
  return {
    centre: () => ({ lon: map.getCenter().lng, lat: map.getCenter().lat }),
    zoom: () => map.getZoom(),
    show: (next) => { map.setStyle(style(next)) },
    go: (to, zoom) => { map.easeTo({ center: [to.lon, to.lat], zoom: Math.max(zoom, map.getZoom()), duration: 500 }) },
    move: (move) => {
      if (move && 'by' in move) map.panBy(move.by, { duration: 120 })
      else if (move) map.zoomTo(Math.round(map.getZoom()) + move.zoom, { duration: 200 })
    },
    remove: () => { map.remove() },
  }
}
