/** SHA-256 in both spellings the server reads; by hand where there is no crypto.subtle (plain http). */
type ByHand = { sha256: (bytes: Uint8Array) => Uint8Array }

let byHand: Promise<ByHand> | null = null

/** True where the browser counts no SHA-256 for this page. */
export function isWithoutSubtle(): boolean {
  return (crypto as { subtle?: SubtleCrypto }).subtle === undefined
}

/** What to count with there. Pages and workers name it at their start, while there is a line to fetch it by. */
export function fallBackOn(library: Promise<ByHand>): void {
  byHand = library
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (!isWithoutSubtle()) return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if (byHand === null) throw new Error('no SHA-256 here')
  return (await byHand).sha256(bytes)
}

/** Lower-case hex of the SHA-256. */
export async function hexDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(await digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Base64 of the SHA-256, as Upload-Checksum wants it. */
export async function base64Digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...(await digest(bytes))))
}
