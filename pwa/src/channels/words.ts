/** The words of what content checks hold; fetched with the page of channels. */
import { language, type Language } from '../words'

const zh = {
  held: '微信内容检测：待人工查看', hint: '上报照常办理；在您决定前，公众看不到这些内容。', show: '可以公开', hide: '不公开', words: '文字', photo: '照片', comment: '评价',
  risky: '疑似违规', review: '建议复核', number: '上报 {n}', shown: '已记为可以公开', hidden: '已记为不公开', checks: '微信内容检测', closeSure: '关闭“{n}”？关闭期间从这里来的上报会被拒收，发送的人会看到说明。',
}

const en: Record<keyof typeof zh, string> = {
  held: 'Held by WeChat’s content checks', hint: 'Work on the report goes on; the public sees none of this until you decide.', show: 'Fit for the public', hide: 'Not public', words: 'Words', photo: 'Photo', comment: 'Comment',
  risky: 'Risky', review: 'To be looked at', number: 'Report {n}', shown: 'The public may see it', hidden: 'The public will not see it', checks: 'WeChat content checks', closeSure: 'Close “{n}”? While it is closed, reports from here are turned away, and their senders are told so.',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key, with {n} filled in. */
export function w(word: keyof typeof zh, n = ''): string {
  return WORDS[language.value][word].replace('{n}', n)
}
