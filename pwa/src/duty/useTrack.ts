/** The patrol track: points while on shift, kept on the phone and sent in batches when there is a line. */
import { onScopeDispose, watch, type Ref } from 'vue'
import { keep, store } from '../outbox/store'
import { sendTrack } from './calls'
import type { Duty } from './types'

type Point = [number, number, number, number | null]

const NAME = 'track'
const BATCH = 500
const MOST = 8000 // points: more than a shift of twelve hours at five seconds
const SENDING = 60_000 // ms between two batches

async function kept(): Promise<Point[]> {
  return ((await keep(() => store.keys.get(NAME)))?.value as Point[] | undefined) ?? []
}

async function write(change: (points: Point[]) => Point[]): Promise<void> {
  await keep(() => store.transaction('rw', store.keys, async () => {
    const points = ((await store.keys.get(NAME))?.value as Point[] | undefined) ?? []
    await store.keys.put({ name: NAME, value: change(points) })
  }))
}

async function flush(): Promise<void> {
  for (let batch = (await kept()).slice(0, BATCH); batch.length > 0; batch = (await kept()).slice(0, BATCH)) {
    await sendTrack(batch)
    const last = batch.at(-1)?.[0] ?? 0
    await write((points) => points.filter(([at]) => at > last))
  }
}

/** Record for as long as the caller lives and the person is on shift. */
export function useTrack(duty: Ref<Duty | null>): void {
  let watching: number | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let last = 0

  function note({ coords, timestamp }: GeolocationPosition): void {
    if (timestamp - last < (duty.value?.track_seconds ?? 15) * 1000) return
    last = timestamp
    const point: Point = [Math.round(timestamp), coords.longitude, coords.latitude, Math.round(coords.accuracy)]
    void write((points) => [...points, point].slice(-MOST)).catch(() => undefined)
  }

  function stop(): void {
    if (watching !== null) navigator.geolocation.clearWatch(watching)
    clearInterval(timer)
    watching = null
  }

  watch(() => duty.value?.state, (state) => {
    if (state === 'on' && watching === null && 'geolocation' in navigator) {
      watching = navigator.geolocation.watchPosition(note, () => undefined, { enableHighAccuracy: true, maximumAge: 5000 })
      timer = setInterval(() => { void flush().catch(() => undefined) }, SENDING)
    } else if (state !== 'on' && watching !== null) {
      stop()
      void flush().catch(() => undefined)
    }
  }, { immediate: true })
  onScopeDispose(stop)
}
