/** A share as people read it: a tenth of a percent below ten, so that a few of many are not "0%". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`
}
