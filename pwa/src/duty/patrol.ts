/** The patrol: for as long as an inspector is on shift and the app is open, on whatever page, it knows the way walked. */
import { effectScope, onScopeDispose, watch, type EffectScope } from 'vue'
import type { Fix } from '../outbox/store'
import { useDeeds } from '../outbox/useOutbox'
import { useSession } from '../session/useSession'
import { duty, sendTrack } from './calls'
import { isWorth, keepFix, MARKS, sendFixes, type Grain } from './fixes'
import { known, stateAfter } from './known'

const ASKING = 120_000 // ms between two looks at one's duty
const SENDING = 60_000 // ms between two batches

/** Record every fix that says something, until told to stop. Gives the way to stop. */
function record(person: number, grain: () => Grain): () => void {
  if (!('geolocation' in navigator)) return () => undefined
  let last: Fix | null = null
  const watching = navigator.geolocation.watchPosition(({ coords, timestamp }) => {
    const accuracy = Math.round(coords.accuracy)
    const fix: Fix = { at: Math.round(timestamp), person, lon: coords.longitude, lat: coords.latitude, accuracy }
    if (!isWorth(last, fix, grain())) return
    last = fix
    void keepFix(fix).catch(() => undefined)
  }, () => undefined, { enableHighAccuracy: true, maximumAge: 5000 })
  return () => { navigator.geolocation.clearWatch(watching) }
}

/** Everything that goes on while one inspector is signed in. */
function follow(person: number): void {
  const deeds = useDeeds()
  const look = () => { void duty().catch(() => undefined) }
  const send = () => { void sendFixes(person, sendTrack).catch(() => undefined) }
  const state = () => stateAfter(known.value?.state ?? 'off', deeds.value.filter((deed) => deed.subject === MARKS && deed.person === person))
  watch(state, (now, _before, undo) => {
    if (now !== 'on') { send(); return }
    const stop = record(person, () => ({ ms: (known.value?.track_seconds ?? 15) * 1000, metres: known.value?.track_metres ?? 5 }))
    const timer = setInterval(send, SENDING)
    undo(() => { stop(); clearInterval(timer) })
  }, { immediate: true })
  const timer = setInterval(look, ASKING)
  window.addEventListener('online', send)
  watch(() => deeds.value.length, send)
  look()
  onScopeDispose(() => { clearInterval(timer); window.removeEventListener('online', send) })
}

let scope: EffectScope | null = null
let hasBegun = false

/** Follow whoever is an inspector and signed in on this phone, for as long as the app is open. */
export function patrol(): void {
  if (hasBegun) return
  hasBegun = true
  const { person, isInspector } = useSession()
  watch(() => (isInspector.value ? (person.value?.id ?? null) : null), (id) => {
    scope?.stop()
    scope = null
    known.value = null
    if (id === null) return
    scope = effectScope(true)
    scope.run(() => { follow(id) })
  }, { immediate: true })
}
