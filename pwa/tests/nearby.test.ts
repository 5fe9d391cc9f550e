/** Which cases a finger means on the map of what is near. */
import { describe, expect, it } from 'vitest'
import type { PublicCase } from '../src/api/types'
import { isElsewhere, reach, touched } from '../src/nearby/spots'

const at = (lon: number, lat: number, id = 'a') => ({ id, position: { lon, lat, datum: 'wgs84', accuracy: 100 } }) as unknown as PublicCase

describe('a finger', () => {
  const cases = [at(112.55, 37.87, 'a'), at(112.55, 37.87, 'b'), at(112.56, 37.87, 'c')]
  it('means all cases at the place nearest to it', () => {
    expect(touched(cases, { lon: 112.5501, lat: 37.8701 }, 15).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(touched(cases, { lon: 112.5599, lat: 37.87 }, 15).map(({ id }) => id)).toEqual(['c'])
  })
  it('means nothing far from any', () => {
    expect(touched(cases, { lon: 112.555, lat: 37.87 }, 15)).toEqual([])
    expect(touched([], { lon: 112.555, lat: 37.87 }, 15)).toEqual([])
  })
})

describe('asking', () => {
  it('reaches as far as is in sight, never farther than the server tells', () => {
    expect(reach(37.87, 16)).toBeGreaterThanOrEqual(300)
    expect(reach(37.87, 15)).toBeGreaterThan(reach(37.87, 16))
    expect(reach(37.87, 8)).toBe(5000)
  })
  it('is done anew only elsewhere', () => {
    const asked = { at: { lon: 112.55, lat: 37.87 }, within: 900 }
    expect(isElsewhere(null, asked.at, 900)).toBe(true)
    expect(isElsewhere(asked, { lon: 112.551, lat: 37.87 }, 900)).toBe(false)
    expect(isElsewhere(asked, { lon: 112.56, lat: 37.87 }, 900)).toBe(true)
    expect(isElsewhere(asked, asked.at, 2000)).toBe(true)
  })
})
