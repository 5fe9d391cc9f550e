/** How the page looks on this phone: by day, by night or in the sun, and large for elders. Kept here, told nobody. */
import { shallowRef } from 'vue'

export type Sight = 'auto' | 'light' | 'dark' | 'sunlight'
export interface Look { sight: Sight; isElder: boolean }

const KEPT = 'xunjie.look'
const night = window.matchMedia('(prefers-color-scheme: dark)')

export const look = shallowRef<Look>({ sight: 'auto', isElder: false, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Look>) })

/** Whether it is dark now: as chosen, else as the phone itself is set. */
export function isDark(): boolean {
  const { sight } = look.value
  return sight === 'dark' || (sight === 'auto' && night.matches)
}

function apply(): void {
  const { classList, dataset } = document.documentElement
  classList.toggle('van-theme-dark', isDark())
  classList.toggle('elder', look.value.isElder)
  dataset['sight'] = isDark() ? 'dark' : look.value.sight
}

/** Look otherwise from now on, on this phone. */
export function lookAs(wanted: Partial<Look>): void {
  look.value = { ...look.value, ...wanted }
  localStorage.setItem(KEPT, JSON.stringify(look.value))
  apply()
}

export function followTheme(): void {
  night.addEventListener('change', apply)
  apply()
}
