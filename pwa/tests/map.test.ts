/** The map's pure parts: metres and pixels, keys, the style drawn from our own layers, its words. */
import { describe, expect, it } from 'vitest'
import { metresPerPixel, moveOf, picked, ring } from '../src/map/ground'
import { styleOf, type Sight } from '../src/map/style'
import { MAP_WORDS } from '../src/map/words'

const day: Sight = { origin: 'http://own', raster: null, isDark: false, phone: null }
const phone = { lon: 112.56, lat: 37.86, datum: 'wgs84', accuracy: 30 } as const

describe('metres', () => {
  it('halve with each zoom and shrink towards the poles', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0)
    expect(metresPerPixel(37.86, 17)).toBeCloseTo(0.4715, 3)
    expect(metresPerPixel(60, 12) / metresPerPixel(60, 13)).toBeCloseTo(2, 9)
    expect(metresPerPixel(60, 5) / metresPerPixel(0, 5)).toBeCloseTo(0.5, 9)
  })
  it('make a picked point as exact as twenty pixels, never less than a metre', () => {
    expect(picked({ lon: 112.56123456789, lat: 37.86 }, 17)).toEqual({ lon: 112.561235, lat: 37.86, datum: 'wgs84', accuracy: 9 })
    expect(picked({ lon: 0, lat: 0 }, 24).accuracy).toBe(1)
  })
  it('make a closed ring of that radius', () => {
    const points = ring(phone, 30)
    expect(points.at(-1)).toEqual(points[0])
    for (const [lon, lat] of points) {
      const east = (lon - phone.lon) * 111_319.5 * Math.cos((phone.lat * Math.PI) / 180)
      expect(Math.hypot(east, (lat - phone.lat) * 111_319.5)).toBeCloseTo(30, 1)
    }
  })
})

it('moves by arrows, further with shift, zooms by plus and minus, and leaves other keys alone', () => {
  expect(['ArrowLeft', 'ArrowDown'].map((key) => moveOf(key, false))).toEqual([{ by: [-32, 0] }, { by: [0, 32] }])
  expect(moveOf('ArrowUp', true)).toEqual({ by: [0, -128] })
  expect([moveOf('+', true), moveOf('-', false)]).toEqual([{ zoom: 1 }, { zoom: -1 }])
  expect([moveOf('Tab', false), moveOf('Escape', false)]).toEqual([null, null])
})

describe('the style', () => {
  it('asks our own origin alone, and for no fonts or sprites', () => {
    const style = styleOf(day)
    expect([style.glyphs, style.sprite]).toEqual([undefined, undefined])
    expect(JSON.stringify(style).match(/https?:\/\/[^/"]+/g)).toEqual(['http://own', 'http://own', 'http://own'])
  })
  it.each([day, { ...day, isDark: true, phone }, { ...day, raster: 'https://city/{z}/{x}/{y}' }])('draws layers whose sources are there, each once', (sight) => {
    const { layers, sources } = styleOf(sight)
    expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length)
    for (const layer of layers) if ('source' in layer) expect(Object.keys(sources)).toContain(layer.source)
  })
  it("puts a city's own source under the names, in place of our roads", () => {
    const ids = styleOf({ ...day, raster: 'https://city/{z}/{x}/{y}' }).layers.map(({ id }) => id)
    expect(ids.slice(0, 3)).toEqual(['ground', 'raster', 'cells'])
    expect(ids).toContain('road-names')
    expect(styleOf(day).layers.some(({ id }) => id === 'raster')).toBe(false)
  })
  it('is another by night', () => {
    expect(styleOf({ ...day, isDark: true }).layers[0]).not.toEqual(styleOf(day).layers[0])
  })
})

it('speaks both languages', () => {
  const { 'zh-CN': zh, en } = MAP_WORDS
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  expect([...Object.values(zh), ...Object.values(en)].every((words) => words.trim() !== '')).toBe(true)
})
