/** SHA-256 in both spellings the server reads; by hand where the page has no crypto.subtle (plain http). */
const subtle = (crypto as { subtle?: SubtleCrypto }).subtle
// Fetched as soon as it is known to be needed, not when the line may be gone.
const byHand = subtle ? null : import('@noble/hashes/sha2.js')

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (byHand) return (await byHand).sha256(bytes)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Lower-case hex of the SHA-256. */
export async function hexDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(await digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Base64 of the SHA-256, as Upload-Checksum wants it. */
export async function base64Digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return btoa(String.fromCharCode(...(await digest(bytes))))
}
