/** A short word to the person that goes by itself. */
export function say(message: string): void {
  void import('./toast').then(({ toast }) => { toast(message) }).catch(() => { window.alert(message) })
}
