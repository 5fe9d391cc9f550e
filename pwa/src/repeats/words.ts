/** The words of problems that come back, in both languages; fetched with their page. */
import { language, type Language } from '../words'

const zh = {
  title: '反复出现的问题', hint: '结案后，同一地点又出现同类问题的案件。只统计您能看到的案件。', span: '统计时段', days: '近 {n} 天',
  closed: '结案', back: '又出现', share: '占比', organisation: '部门', category: '类别', latest: '最近又出现的', before: '此前 {n}', received: '{n} 上报',
  none: '没有又出现的问题', noneHint: '这段时间结案的问题，都没有在原地再出现。',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Problems that come back', hint: 'Cases of the same category at the same place as one that was closed. Only cases that you may see are counted.', span: 'Time', days: '{n} days',
  closed: 'Closed', back: 'Came back', share: 'Share', organisation: 'Department', category: 'Category', latest: 'Back lately', before: 'Before: {n}', received: 'reported {n}',
  none: 'Nothing came back', noneHint: 'Nothing that was closed in this time has turned up again where it was.',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** This page's words for a key, with {n} filled in. */
export function b(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
