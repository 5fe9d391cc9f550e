/** Where the phone is and where it looks, as the browser tells it: WGS-84 degrees, metres, degrees from north. */
import type { Position } from '../api/types'

export type Finding =
  | { state: 'idle' }
  | { state: 'looking' }
  | { state: 'found'; position: Position }
  | { state: 'denied' }
  | { state: 'unavailable' }

const GOOD = 20 // metres; better than this is not waited for
const LONGEST = 20_000 // ms

function toPosition({ coords }: GeolocationPosition): Position {
  return { lon: coords.longitude, lat: coords.latitude, datum: 'wgs84', accuracy: Math.round(coords.accuracy) }
}

/** Look for the position, telling each better finding, until it is good or time is up. Gives a way to stop. */
export function findPosition(tell: (finding: Finding) => void): () => void {
  const { geolocation } = navigator as { geolocation?: Geolocation }
  if (!geolocation || !window.isSecureContext) {
    tell({ state: 'unavailable' })
    return () => undefined
  }
  let best: Position | null = null
  tell({ state: 'looking' })
  const stop = () => { geolocation.clearWatch(watch); clearTimeout(timer) }
  const watch = geolocation.watchPosition(
    (seen) => {
      const position = toPosition(seen)
      if (best !== null && (position.accuracy ?? Infinity) >= (best.accuracy ?? Infinity)) return
      best = position
      tell({ state: 'found', position })
      if ((position.accuracy ?? Infinity) <= GOOD) stop()
    },
    (error) => { if (best === null) tell({ state: error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable' }) },
    { enableHighAccuracy: true, timeout: LONGEST, maximumAge: 10_000 },
  )
  const timer = setTimeout(stop, LONGEST)
  return stop
}

let heading: number | null = null

interface Compass extends DeviceOrientationEvent {
  webkitCompassHeading?: number
}

function turn(event: Event): void {
  const seen = event as Compass
  if (typeof seen.webkitCompassHeading === 'number') heading = seen.webkitCompassHeading
  else if (seen.absolute && seen.alpha !== null) heading = (360 - seen.alpha) % 360
}

/** Begin to follow the compass where the browser gives it without asking. */
export function followCompass(): void {
  window.addEventListener('deviceorientationabsolute', turn)
  window.addEventListener('deviceorientation', turn)
}

/** Degrees from north the phone last looked to, or null. */
export function lookingTo(): number | null {
  return heading === null ? null : Math.round(heading * 10) / 10
}
