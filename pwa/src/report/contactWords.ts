/** Words of the field for name and number, in both languages; fetched after the shutter. */
import { language, type Language } from '../words'

const zh = { contact: '留联系方式（可不填）', hint: '只用于就此事联系您，不会公开；不留也会办理。', contactName: '称呼', contactPhone: '电话', phoneForm: '电话只能有数字、空格、括号、加号和横线' }

const en: Record<keyof typeof zh, string> = { contact: 'Leave a contact (optional)', hint: 'Only to ask you about this report; never public. It is handled without it too.', contactName: 'Name', contactPhone: 'Phone', phoneForm: 'Digits, spaces, brackets, plus and dashes only' }

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page. */
export function c(word: keyof typeof zh): string {
  return WORDS[language.value][word]
}
