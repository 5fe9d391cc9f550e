/** Words of the offline pack, in both languages. */
import { language, type Language } from '../words'

const zh = {
  title: '离线包', hint: '出门前更新一次：责任网格的地图、部件、立案目录、通讯录都在手机里，没有网络也能用。', fetch: '下载离线包', again: '更新离线包', working: '正在更新 {n}', size: '占用', age: '更新于', beats: '责任网格',
  parts: '地图和部件', people: '通讯录', changed: '这次更新', none: '还没有离线包', noShelf: '这里不能保存离线包（需要 HTTPS）', noBeats: '您现在没有责任网格', someFailed: '有 {n} 项没有取到，原来的还在，请再试一次', old: '超过一天没有更新了', of: '{n} 项', persons: '{n} 人',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Offline pack', hint: 'Bring it up to date before you go out: map, components, catalogue and phone book of your beats are then on the phone and need no line.', fetch: 'Fetch the pack', again: 'Bring it up to date', working: 'Working: {n}', size: 'Size', age: 'Up to date since', beats: 'Beats',
  parts: 'Map and components', people: 'Phone book', changed: 'Changed this time', none: 'No pack yet', noShelf: 'No pack can be kept here (HTTPS is needed)', noBeats: 'You have no beats now', someFailed: '{n} could not be had; what was there stays. Try again', old: 'More than a day old', of: '{n} items', persons: '{n} people',
}

export const PACK_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {n} filled in. */
export function p(word: keyof typeof zh, n: string | number = ''): string {
  return PACK_WORDS[language.value][word].replace('{n}', String(n))
}
