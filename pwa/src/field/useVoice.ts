/** A voice note: recorded where the browser can, a minute at most, in a form that the server takes. */
import { onScopeDispose, ref } from 'vue'

export const LONGEST = 60 // seconds
const FORMS = ['audio/mp4', 'audio/webm', 'audio/ogg'] as const // what servers and old phones can play, the best first

export type VoiceType = (typeof FORMS)[number]

/** The form this browser records in, or null where it cannot. */
export function voiceForm(): VoiceType | null {
  if (typeof MediaRecorder === 'undefined') return null
  return FORMS.find((form) => MediaRecorder.isTypeSupported(form)) ?? null
}

/** `take` is given the whole note once it is stopped, by hand or by the clock. */
export function useVoice(take: (bytes: ArrayBuffer, type: VoiceType) => Promise<void>) {
  const seconds = ref<number | null>(null) // null: not recording
  const isRefused = ref(voiceForm() === null)
  let recorder: MediaRecorder | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    if (recorder?.state === 'recording') recorder.stop()
  }

  function end(stream: MediaStream): void {
    clearInterval(timer)
    seconds.value = null
    for (const track of stream.getTracks()) track.stop()
  }

  async function start(): Promise<void> {
    const form = voiceForm()
    const stream = form && (await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null))
    if (!stream) {
      isRefused.value = true
      return
    }
    const parts: Blob[] = []
    recorder = new MediaRecorder(stream, { mimeType: form })
    recorder.ondataavailable = ({ data }) => { parts.push(data) }
    recorder.onstop = () => {
      end(stream)
      void new Blob(parts).arrayBuffer().then((bytes) => (bytes.byteLength > 0 ? take(bytes, form) : undefined)) // a tap too short says nothing
    }
    recorder.start()
    seconds.value = 0
    timer = setInterval(() => {
      seconds.value = (seconds.value ?? 0) + 1
      if (seconds.value >= LONGEST) stop()
    }, 1000)
  }

  onScopeDispose(stop)
  return { seconds, isRefused, start, stop }
}
