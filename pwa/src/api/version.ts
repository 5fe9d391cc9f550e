/** Whether this app is too old for the server: said by the server, heard on every answer, told once. */

/** Counted up, with the server's OLDEST_APP, when requests of older apps are no longer understood. */
export const APP = 1

let tell: () => void = () => undefined

/** What to do when the server no longer understands this app. */
export function onOutdated(work: () => void): void {
  tell = work
}

/** True where the server says that it understands only newer apps than this one. */
export function isOutdated(response: Response, app: number = APP): boolean {
  const isOld = Number(response.headers.get('Oldest-App') ?? 0) > app
  if (isOld) tell()
  return isOld
}
