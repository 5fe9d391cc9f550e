/** Vant's toast with its styles, fetched when first needed. */
import { showToast } from 'vant'
import 'vant/es/popup/index.css'
import 'vant/es/toast/index.css'

export function toast(message: string): void {
  showToast({ message, wordBreak: 'break-word', duration: 2600 })
}
