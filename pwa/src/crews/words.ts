/** Words of crews, in both languages; fetched with the desk's pages. */
import { language, type Language } from '../words'

const zh = {
  crews: '班组', own: '本单位的班组', none: '还没有班组', noneHint: '建一个班组，把处置中的案件派给队员。', add: '新建班组', edit: '修改', name: '班组名称', members: '队员', jobs: '手上 {n} 件', free: '手上没有', elsewhere: '现在在{n}',
  save: '保存', saved: '已保存', disband: '解散班组', disbandSure: '解散这个班组？队员的账号还在。', needName: '请填班组名称', noPeople: '本单位没有可以编入班组的人', nobody: '班组里还没有人',
  needMember: '请选队员', noCrew: '本单位还没有班组，先在“班组”里建一个', has: '{n} 处置', go: '导航去',
}

const en: Record<keyof typeof zh, string> = {
  crews: 'Crews', own: 'Crews of our organisation', none: 'No crew yet', noneHint: 'Make a crew, and assign cases in hand to its members.', add: 'New crew', edit: 'Change', name: "Crew's name", members: 'Members', jobs: '{n} in hand', free: 'nothing in hand', elsewhere: 'now in {n}',
  save: 'Save', saved: 'Saved', disband: 'Disband the crew', disbandSure: 'Disband this crew? Its people stay.', needName: "Give the crew's name", noPeople: 'Nobody here could be in a crew', nobody: 'Nobody is in it yet',
  needMember: 'Choose a member', noCrew: 'No crew yet: make one under “Crews”', has: 'with {n}', go: 'Navigate',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {n} filled in. */
export function c(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}

/** How much somebody holds. */
export function load(jobs: number): string {
  return jobs === 0 ? c('free') : c('jobs', jobs)
}
