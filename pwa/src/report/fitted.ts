/** How large a photo travels: longest side 2048 px, JPEG quality 0.8 (phone.md). */
export const LONGEST = 2048 // px
export const QUALITY = 0.8

/** Width and height in px within the longest side, never enlarged. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
