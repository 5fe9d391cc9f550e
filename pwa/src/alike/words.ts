/** Words of what may be the same, in both languages; fetched with its pages, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  ask: '这是同一个问题吗？', askHint: '附近已经有人反映过。是同一个就关注它，办到哪一步都会告诉您；不是就照常发送。', follow: '是同一个，关注它', other: '都不是，照常发送',
  about: '约 {n} 米外', close: '就在附近', reported: '{n} 人反映',
  alike: '可能是同一个问题', none: '没有发现相似的案件', share: '相似度 {n} %', why: '判断依据', merge: '并案', mergeInto: '把这个案件并入 {n}', mergeFrom: '把 {n} 并入这个案件', stays: '保留', goes: '并入',
  mayNot: '对方已办到后面的环节，由值班长并案', note: '说明（可不填）', here: '本案', there: '对方', onMap: '两处位置', compare: '并排比对',
  voices: '还有 {n} 份上报', joined: '并入的案件', mergedInto: '已并入案件 {n}', repeats: '同一地点同类问题又出现：此前的案件 {n}', mass: '群体反映', read: '来电可以这样答复：', burst: '同一来源 {n} 件', all: '全部展开', people: '{n} 人反映',
}

const en: Record<keyof typeof zh, string> = {
  ask: 'Is it the same problem?', askHint: 'Somebody nearby has reported this. If it is the same, follow it and be told how it goes; if not, send as usual.', follow: 'The same: follow it', other: 'None of these: send',
  about: 'about {n} m away', close: 'close by', reported: '{n} reported it',
  alike: 'May be the same', none: 'Nothing alike was found', share: '{n} % alike', why: 'Why', merge: 'Merge', mergeInto: 'Merge this into {n}', mergeFrom: 'Merge {n} into this', stays: 'stays', goes: 'joins it',
  mayNot: 'The other is further on: a duty chief merges it', note: 'Note (optional)', here: 'This case', there: 'The other', onMap: 'Both places', compare: 'Side by side',
  voices: '{n} more reports', joined: 'Cases that joined', mergedInto: 'Merged into case {n}', repeats: 'The same problem is back: earlier case {n}', mass: 'Mass event', read: 'What to tell a caller: ', burst: '{n} from one source', all: 'Show all', people: 'reports: {n}',
}

export const ALIKE_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {n} filled in. */
export function a(word: keyof typeof zh, n: string | number = ''): string {
  return ALIKE_WORDS[language.value][word].replace('{n}', String(n))
}
