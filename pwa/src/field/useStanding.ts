/** Where the phone is all the while, for shot after shot: the newest fix, as long as it is fresh. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Position } from '../api/types'

const FRESH = 15_000 // ms; somebody who walks is elsewhere after that

export function useStanding() {
  const last = shallowRef<{ at: number; position: Position } | null>(null)
  const { geolocation } = navigator as { geolocation?: Geolocation }
  const watching = window.isSecureContext && geolocation
    ? geolocation.watchPosition(({ coords }) => {
        last.value = { at: Date.now(), position: { lon: coords.longitude, lat: coords.latitude, datum: 'wgs84', accuracy: Math.round(coords.accuracy) } }
      }, () => undefined, { enableHighAccuracy: true, maximumAge: 2000 })
    : null
  onScopeDispose(() => { if (watching !== null) geolocation?.clearWatch(watching) })

  /** Where it is at this moment; null where nothing recent says. A phone that lies still tells nothing new, and is believed longer when exact. */
  function now(): Position | null {
    const known = last.value
    if (known === null) return null
    const isFresh = Date.now() - known.at <= FRESH || (known.position.accuracy ?? Infinity) <= 20
    return isFresh ? known.position : null
  }

  return { now, position: computed(() => last.value?.position ?? null) }
}
