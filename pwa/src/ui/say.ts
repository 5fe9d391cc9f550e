/** A short word to the person that goes by itself. */
import { showToast } from 'vant'
import 'vant/es/popup/index.css'
import 'vant/es/toast/index.css'

export function say(message: string): void {
  showToast({ message, wordBreak: 'break-word', duration: 2600 })
}
