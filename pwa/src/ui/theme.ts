/** Vant's dark theme follows the phone's own setting; the tokens do so by themselves. */
export function followTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = () => { document.documentElement.classList.toggle('van-theme-dark', dark.matches) }
  dark.addEventListener('change', apply)
  apply()
}
