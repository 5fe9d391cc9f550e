/** The words of the opinion page; fetched with it, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  title: '舆情', waiting: '待研判', taken: '已转上报', dismissed: '不采用', aside: '与我们无关', take: '转为上报', drop: '不采用', source: '{n} · ', reprints: '转载 {n}', bad: '程度 {n}',
  burst: '集中反映', urgent: '紧急', noPlace: '地点不明', none: '没有这样的舆情', noneHint: '来源按时读取，新的会出现在这里。', open: '原文', brief: '日报', briefHint: '给领导看的 Word 文档',
  feeds: '来源', name: '名称', url: '地址（RSS、Atom、JSON Feed）', minutes: '间隔（分钟）', add: '添加', close: '停止读取', readAt: '读到 {n}', never: '还没有读到过', failing: '连续 {n} 次读不到', closed: '已停止',
  took: '已转为上报', dropped: '已记为不采用', day: '日期', get: '下载日报',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Opinion', waiting: 'To look at', taken: 'Taken', dismissed: 'Dismissed', aside: 'Not ours', take: 'Take as a report', drop: 'Dismiss', source: '{n} · ', reprints: '{n} reprints', bad: 'Badness {n}',
  burst: 'Many write of it', urgent: 'Urgent', noPlace: 'Place unknown', none: 'Nothing of this kind', noneHint: 'Feeds are read by the clock; what is new appears here.', open: 'Original', brief: 'Daily brief', briefHint: 'A Word document for leaders',
  feeds: 'Feeds', name: 'Name', url: 'Address (RSS, Atom, JSON Feed)', minutes: 'Every … minutes', add: 'Add', close: 'Stop reading', readAt: 'Read {n}', never: 'Never read yet', failing: 'Failed {n} times in a row', closed: 'Stopped',
  took: 'Taken as a report', dropped: 'Dismissed', day: 'Day', get: 'Get the brief',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The page's words for a key, with {n} filled in. */
export function o(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
