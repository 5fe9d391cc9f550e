/** How the city is drawn: our own roads, cells and places, by day and by night. Pure. */
import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Position } from '../api/types'
import { ring, type Point } from './ground'
import { spotLayers, spotsData, wayData, wayLayer, type Spot } from './spots'

export interface Sight {
  origin: string // of our tiles
  raster: string | null // a city's own tile source, under our names
  isDark: boolean
  phone: Position | null // where the phone thinks that it is
  spots?: readonly Spot[] // what is to be shown on the map
  way?: readonly Point[] // from one to the next
}

const DAY = { ground: '#eef1ee', edge: '#cfd7d5', road: '#ffffff', main: '#fff3cf', mainEdge: '#e2c987', cell: '#9aa8a8', ink: '#26332f', roadInk: '#56635f', halo: '#ffffff', dot: '#0b6477', phone: '#1a73e8', spot: '#c2410c' }
const NIGHT = { ground: '#141b1c', edge: '#0c1112', road: '#35424a', main: '#4c5240', mainEdge: '#0c1112', cell: '#4b5a5d', ink: '#e3ecea', roadInk: '#b9c6c5', halo: '#141b1c', dot: '#7fd0e0', phone: '#7ab0ff', spot: '#fb923c' }
const FONT = ['PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', 'sans-serif']
const MAIN: ExpressionSpecification = ['in', ['get', 'grade'], ['literal', ['快速路', '主干路']]]
const LANE: ExpressionSpecification = ['==', ['get', 'grade'], '巷']
/** The zooms for which each layer is fetched; further in, the last is stretched. */
const ZOOMS = { roads: [8, 16], cells: [15, 16], places: [14, 16] } as const

type Own = keyof typeof ZOOMS

/** The style for what is to be seen. No fonts and no sprites: letters are drawn by the phone itself. */
export function styleOf(sight: Sight): StyleSpecification {
  const { raster, phone } = sight
  const sources: Record<string, SourceSpecification> = { phone: { type: 'geojson', data: circle(phone) } }
  for (const layer of Object.keys(ZOOMS) as Own[]) sources[layer] = own(sight.origin, layer)
  if (sight.way) sources['way'] = { type: 'geojson', data: wayData(sight.way) }
  if (sight.spots) sources['spots'] = { type: 'geojson', data: spotsData(sight.spots) }
  if (raster) sources['raster'] = { type: 'raster', tiles: [raster], tileSize: 256, maxzoom: 18 }
  return { version: 8, sources, layers: layersOf(sight) }
}

function own(origin: string, layer: Own): SourceSpecification {
  const [minzoom, maxzoom] = ZOOMS[layer]
  return { type: 'vector', tiles: [`${origin}/api/v1/tiles/${layer}/{z}/{x}/{y}.mvt`], minzoom, maxzoom }
}

function circle(phone: Position | null): GeoJSONSourceSpecification['data'] {
  if (!phone) return { type: 'FeatureCollection', features: [] }
  return {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Polygon', coordinates: [ring(phone, phone.accuracy ?? 0)] },
      { type: 'Point', coordinates: [phone.lon, phone.lat] },
    ],
  }
}

function layersOf({ raster, isDark, spots, way }: Sight): LayerSpecification[] {
  const look = isDark ? NIGHT : DAY
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': look.ground } },
    ...(raster ? [{ id: 'raster', type: 'raster', source: 'raster' } satisfies LayerSpecification] : []),
    { id: 'cells', type: 'line', source: 'cells', 'source-layer': 'cells', minzoom: 15.5, paint: { 'line-color': look.cell, 'line-opacity': 0.35 } },
    ...(raster ? [] : roads(look)),
    { id: 'phone-around', type: 'fill', source: 'phone', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': look.phone, 'fill-opacity': 0.16, 'fill-outline-color': look.phone } },
    { id: 'phone-spot', type: 'circle', source: 'phone', filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 6, 'circle-color': look.phone, 'circle-stroke-width': 2, 'circle-stroke-color': '#ffffff' } },
    ...names(look),
    ...(way ? [wayLayer(look)] : []),
    ...(spots ? spotLayers(look, FONT) : []),
  ]
}

function roads(look: typeof DAY): LayerSpecification[] {
  const wide = (more: number): ExpressionSpecification => ['interpolate', ['exponential', 1.7], ['zoom'], 9, ['case', MAIN, 1 + more, 0.5], 14, ['case', MAIN, 5 + more, LANE, 1 + more, 2.5 + more], 18, ['case', MAIN, 26 + more, LANE, 9 + more, 17 + more]]
  const line = (id: string, color: ExpressionSpecification, more: number) => ({
    id, type: 'line', source: 'roads', 'source-layer': 'roads',
    layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': ['case', MAIN, 1, 0] },
    paint: { 'line-color': color, 'line-width': wide(more) },
  }) as LayerSpecification
  return [line('road-edges', ['case', MAIN, look.mainEdge, look.edge], 2), line('roads', ['case', MAIN, look.main, look.road], 0)]
}

function names(look: typeof DAY): LayerSpecification[] {
  const name = (id: string, source: Own, size: number, color: string, layout: object, rest: object = {}) => ({
    id, type: 'symbol', source, 'source-layer': source, ...rest,
    layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': size, ...layout },
    paint: { 'text-color': color, 'text-halo-color': look.halo, 'text-halo-width': 1.6 },
  }) as LayerSpecification
  return [
    { id: 'place-dots', type: 'circle', source: 'places', 'source-layer': 'places', minzoom: 15, paint: { 'circle-radius': 2.5, 'circle-color': look.dot, 'circle-stroke-width': 1, 'circle-stroke-color': look.halo } },
    name('place-names', 'places', 13, look.ink, { 'text-anchor': 'top', 'text-offset': [0, 0.4], 'text-max-width': 8, 'text-padding': 6 }, { minzoom: 15 }),
    name('road-names', 'roads', 13, look.roadInk, { 'symbol-placement': 'line', 'symbol-spacing': 220, 'text-letter-spacing': 0.06, 'symbol-sort-key': ['case', MAIN, 0, 1] }),
  ]
}
