/** WGS-84 to GCJ-02 at the edge: Chinese map apps draw shifted, and are handed shifted degrees. */
import type { Point } from './ground'

const SEMI_MAJOR = 6_378_245 // metres, Krasovsky 1940
const ECCENTRICITY_SQUARED = 0.006693421622965943
const { PI, abs, cos, sin, sqrt } = Math

/** The waves that both directions share, and those along one of them. */
const shared = (x: number) => 20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)
const short = (one: number) => 20 * sin(one * PI) + 40 * sin((one / 3) * PI)

/** Metres by which GCJ-02 moves a point east and north. */
function offset(x: number, y: number): { east: number; north: number } {
  const eastward = shared(x) + short(x) + 150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)
  const northward = shared(x) + short(y) + 160 * sin((y / 12) * PI) + 320 * sin((y / 30) * PI)
  return {
    east: 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + (eastward * 2) / 3,
    north: -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + (northward * 2) / 3,
  }
}

/** Degrees in WGS-84 → degrees in GCJ-02, by the same series as the server's (city/places/coordinates.py). */
export function toGcj02({ lon, lat }: Point): Point {
  const { east, north } = offset(lon - 105, lat - 35)
  const latitude = (lat / 180) * PI
  const curve = 1 - ECCENTRICITY_SQUARED * sin(latitude) ** 2
  const meridian = (SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED)) / (curve * sqrt(curve))
  return {
    lon: lon + (east * 180) / ((SEMI_MAJOR / sqrt(curve)) * cos(latitude) * PI),
    lat: lat + (north * 180) / (meridian * PI),
  }
}
