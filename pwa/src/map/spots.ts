/** Spots on the map: what stands where, how it is told from the others, and the way from one to the next. Pure. */
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl'
import type { Point } from './ground'

/** A spot; without a tone it is one of many alike. */
export interface Spot extends Point {
  id?: string
  tone?: 'green' | 'yellow' | 'red' | 'chosen'
  label?: string
}

type Data = GeoJSONSourceSpecification['data']

export function spotsData(spots: readonly Spot[]): Data {
  return {
    type: 'FeatureCollection',
    features: spots.map(({ lon, lat, id, tone, label }) => ({
      type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { id: id ?? '', tone: tone ?? '', label: label ?? '' },
    })),
  }
}

export function wayData(way: readonly Point[]): Data {
  return { type: 'LineString', coordinates: way.map(({ lon, lat }) => [lon, lat]) }
}

const TONES = { green: '#17713f', yellow: '#b06a00', red: '#c62828', chosen: '#0b6477' } as const

/** How spots are drawn: those that can be tapped are as large as a finger needs, with their number on them. */
export function spotLayers(look: { spot: string; halo: string; phone: string }, font: string[]): LayerSpecification[] {
  return [
    {
      id: 'spots', type: 'circle', source: 'spots',
      paint: {
        'circle-radius': ['case', ['==', ['get', 'id'], ''], 5, ['==', ['get', 'tone'], 'chosen'], 15, 12],
        'circle-color': ['match', ['get', 'tone'], 'green', TONES.green, 'yellow', TONES.yellow, 'red', TONES.red, 'chosen', TONES.chosen, look.spot],
        'circle-opacity': ['case', ['==', ['get', 'id'], ''], 0.75, 1],
        'circle-stroke-width': ['case', ['==', ['get', 'id'], ''], 1, 2],
        'circle-stroke-color': look.halo,
      },
    },
    {
      id: 'spot-labels', type: 'symbol', source: 'spots',
      layout: { 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': '#ffffff' },
    },
  ]
}

export function wayLayer(look: { phone: string }): LayerSpecification {
  return { id: 'way', type: 'line', source: 'way', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': look.phone, 'line-width': 3, 'line-opacity': 0.7, 'line-dasharray': [0.5, 2] } }
}
