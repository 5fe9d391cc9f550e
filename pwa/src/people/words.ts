/** Words of choosing a person, in both languages. */
import { language, type Language } from '../words'

const zh = {
  find: '查找姓名', notFound: '没有找到', nobody: '没有可选的人', more: '还有 {n} 人，请输入姓名查找',
  inspector: '交给哪位监督员', automatic: '自动选择', automaticTo: '自动选择：{n}', tasks: '手上 {n} 件', on: '当班', signedOn: '已签到', off: '未当班', leave: '请假', full: '任务已满', far: '约 {n} 米', farKm: '约 {n} 公里', beat: '本网格', deputy: '代班人', own: '上报人',
}

const en: Record<keyof typeof zh, string> = {
  find: 'Find a name', notFound: 'Nobody found', nobody: 'Nobody to choose from', more: '{n} more; type a name',
  inspector: 'Which inspector', automatic: 'Chosen for you', automaticTo: 'Chosen for you: {n}', tasks: '{n} in hand', on: 'On shift', signedOn: 'Signed on', off: 'Not on shift', leave: 'On leave', full: 'Full', far: 'about {n} m', farKm: 'about {n} km', beat: 'This beat', deputy: 'Deputy', own: 'Reported it',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {n} filled in. */
export function p(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
