/** UUIDv7 (RFC 9562): ids made on the phone that sort by the moment they were made. */
let last = 0
let counter = 0

/** A new UUIDv7; later calls sort after earlier ones, also within one millisecond or with the clock set back. */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  if (now > last) {
    last = now
    counter = ((bytes[6] ?? 0) << 4) & 0x7ff
  } else if (++counter > 0xfff) {
    last += 1
    counter = 0
  }
  const head = last.toString(16).padStart(12, '0')
  const middle = (0x7000 | counter).toString(16)
  const variant = (((bytes[8] ?? 0) & 0x3f) | 0x80).toString(16)
  const tail = Array.from(bytes.slice(9), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${head.slice(0, 8)}-${head.slice(8)}-${middle}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
}
