/** The camera's stream, where the browser gives one: opened, drawn into a photo, closed again. */

const SIDE = 2048 // px that are asked for; what is shrunk afterwards need not be larger

/** Whether a viewfinder can be asked for at all; WeChat and plain HTTP give none. */
export function hasViewfinder(): boolean {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  return mediaDevices !== undefined && 'getUserMedia' in mediaDevices
}

/** The camera at the back of the phone. Throws where it is refused or there is none. */
export function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: SIDE } } })
}

export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** What the viewfinder shows now, as a JPEG file taken at this moment. */
export async function photograph(video: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done, 'image/jpeg', 0.92) })
  if (!blob) throw new Error('no picture')
  return new File([blob], 'photo.jpg', { type: 'image/jpeg', lastModified: Date.now() })
}
