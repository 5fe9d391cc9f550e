/** Words of one's own page, in both languages; fetched with it, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  signOut: '退出登录',
  staffSignIn: '工作人员登录',
  signInHint: '工作人员在此登录。市民上报不需要登录。',
  username: '用户名',
  password: '密码',
  unsentN: '还有 {n} 条没有送达',
  allSent: '上报都已送达',
  room: '已用 {used} MB，还可用 {free} MB',
  rescue: '导出未送达的上报',
  rescueHint: '导出为 zip 文件，手机要修或要换时用。',
  nothingToRescue: '没有未送达的上报',
  onThisPhone: '这部手机上',
  anonymous: '未登录',
  anonymousHint: '市民上报不用登录，这部手机会记得您的上报。',
  takeIn: '从另一部手机导入',
  takenIn: '已导入 {taken} 条；已有 {known} 条，损坏 {spoilt} 条',
  noZip: '这不是导出的 zip 文件',
}

const en: Record<keyof typeof zh, string> = {
  signOut: 'Sign out',
  staffSignIn: 'Staff sign-in',
  signInHint: 'For staff. Citizens report without signing in.',
  username: 'User name',
  password: 'Password',
  unsentN: '{n} not delivered yet',
  allSent: 'Everything is delivered',
  room: '{used} MB used, {free} MB free',
  rescue: 'Export what is not delivered',
  rescueHint: 'As a zip file, for when the phone is repaired or replaced.',
  nothingToRescue: 'Nothing is waiting',
  onThisPhone: 'On this phone',
  anonymous: 'Not signed in',
  anonymousHint: 'Citizens need not sign in: this phone remembers your reports.',
  takeIn: 'Take in from another phone',
  takenIn: '{taken} taken in; {known} known already, {spoilt} damaged',
  noZip: 'This is not an exported zip file',
}

export const SESSION_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function m(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return SESSION_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
