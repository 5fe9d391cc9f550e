/** Carrying a photo's EXIF over to its shrunk copy: it is evidence, and a canvas forgets it. */
const SOI = 0xffd8
const APP1 = 0xffe1
const SOS = 0xffda
const ORIENTATION = 0x0112

/** Where the EXIF segment of a JPEG lies, marker included, or null. */
function segment(bytes: ArrayBuffer): Uint8Array | null {
  const view = new DataView(bytes)
  if (view.byteLength < 4 || view.getUint16(0) !== SOI) return null
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker === SOS || marker < 0xff00) return null
    const length = 2 + view.getUint16(at + 2)
    const isExif = marker === APP1 && view.getUint32(at + 4) === 0x45786966 // "Exif"
    if (isExif && at + length <= view.byteLength) return new Uint8Array(bytes.slice(at, at + length))
  }
  return null
}

/** The pixels are upright already, so the copy must not be turned a second time. */
function setUpright(exif: Uint8Array): void {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength)
  const tiff = 10
  if (view.byteLength < tiff + 8) return
  const isLittle = view.getUint16(tiff) === 0x4949
  const first = tiff + view.getUint32(tiff + 4, isLittle)
  if (first + 2 > view.byteLength) return
  const count = view.getUint16(first, isLittle)
  for (let index = 0; index < count; index += 1) {
    const entry = first + 2 + index * 12
    if (entry + 12 > view.byteLength) return
    if (view.getUint16(entry, isLittle) === ORIENTATION) view.setUint16(entry + 8, 1, isLittle)
  }
}

/** The shrunk JPEG with the original's EXIF put behind its first marker; as it was where there is none. */
export function withExif(original: ArrayBuffer, shrunk: ArrayBuffer): ArrayBuffer {
  const exif = segment(original)
  if (exif === null || new DataView(shrunk).getUint16(0) !== SOI) return shrunk
  setUpright(exif)
  const whole = new Uint8Array(shrunk.byteLength + exif.byteLength)
  whole.set(new Uint8Array(shrunk, 0, 2), 0)
  whole.set(exif, 2)
  whole.set(new Uint8Array(shrunk, 2), 2 + exif.byteLength)
  return whole.buffer
}
