/** The words of the dispatch rules' page, in both languages; fetched with it. */
import { language, type Language } from '../words'

const zh = {
  hint: '从上往下，第一条符合的规则决定派给谁；点名的部件先看权属。', find: '查找规则：类别、区域、单位', none: '没有这样的规则',
  sentN: '近 30 天派出 {n} 件', returnedN: '退回 {n} 件', changed: '已改', removed: '将删除', added: '新增', add: '新增规则', edit: '修改规则',
  number: '第几条', category: '类别', anyCategory: '不限类别', pick: '选类别', clear: '不限', area: '区域', anyArea: '全市', road: '道路（可不填）', days: '日子',
  anyDay: '每天', working: '工作日', off: '休息日', opens: '从', closes: '到', organisation: '派给', note: '备注', keep: '先记下', remove: '删除此规则', restore: '不删了',
  pending: '{n} 处改动，尚未保存', attempt: '用上月案件试算', save: '保存', drop: '放弃改动', saved: '规则已保存', nobody: '（派遣员定）', cases: '件数', from: '原派给', to: '改派给', onMap: '会改派的案件在地图上的位置',
  needOrganisation: '请选派给哪个单位', readOnly: '您可以试算；保存由管理员来做。', tooMany: '图上只画前 {n} 件',
}

const en: Record<keyof typeof zh, string> = {
  hint: 'From the top, the first rule that fits decides; the owner of a component that is named goes before.', find: 'Find rules: category, area, department', none: 'No such rule',
  sentN: '{n} sent in 30 days', returnedN: '{n} returned', changed: 'changed', removed: 'to be removed', added: 'new', add: 'New rule', edit: 'Change the rule',
  number: 'Place', category: 'Category', anyCategory: 'Any category', pick: 'Choose a category', clear: 'Any', area: 'Area', anyArea: 'The whole city', road: 'Road (optional)', days: 'Days',
  anyDay: 'Every day', working: 'Working days', off: 'Days off', opens: 'From', closes: 'Until', organisation: 'Goes to', note: 'Note', keep: 'Note it', remove: 'Remove this rule', restore: 'Keep it',
  pending: '{n} changes, not saved yet', attempt: 'Try on last month’s cases', save: 'Save', drop: 'Drop the changes', saved: 'The rules are saved', nobody: '(the dispatcher decides)', cases: 'Cases', from: 'Went to', to: 'Would go to', onMap: 'Where the cases are that would go elsewhere',
  needOrganisation: 'Please choose a department', readOnly: 'You can try changes; an administrator saves them.', tooMany: 'The map shows the first {n}',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** This page's words for a key, with {n} filled in. */
export function d(word: keyof typeof zh, n?: number | string): string {
  return WORDS[language.value][word].replace('{n}', String(n ?? ''))
}
