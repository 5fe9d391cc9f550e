/** Words of the tasks' pages, in both languages; fetched with them, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  taskCheck: '核查', taskVerify: '核实', taskCheckAsk: '核查：处置好了吗？', taskVerifyAsk: '核实：确有此事吗？', checkPassed: '通过', checkFailed: '不通过', verifyPassed: '属实', verifyFailed: '不属实',
  tasksEmpty: '没有待办任务',
  tasksEmptyHint: '责任网格里有案件要核实、核查，或有普查时，会出现在这里。',
  photosNow: '现场照片',
  answered: '已提交',
  noteWhenFailed: '说明（不通过时必填）',
  away: '约 {n} 米', here: '就在网格里', awayKm: '约 {n} 公里', navigate: '导航去', navigateBy: '用哪个地图', amap: '高德地图', tencent: '腾讯地图', system: '手机自带地图',
  byTime: '按时限', byRoute: '按路线', onMap: '地图', order: '排列', mapLabel: '任务在地图上，按路线编号', wayLength: '走完约 {n} 公里',
  awayFromCase: '离案件约 {n} 米', looking: '正在定位…', noPosition: '没有定位', reason: '不在现场的原因', needReason: '您不在案件附近，或没有定位：请写明原因', cannot: '无法判断，说明原因', back: '同一地点同类问题又出现，此前的案件 {n}：请看清是否真正解决',
}

const en: Record<keyof typeof zh, string> = {
  taskCheck: 'Check', taskVerify: 'Verify', taskCheckAsk: 'Check: was it handled?', taskVerifyAsk: 'Verify: is it so?', checkPassed: 'Passed', checkFailed: 'Failed', verifyPassed: 'It is so', verifyFailed: 'It is not',
  tasksEmpty: 'No tasks',
  tasksEmptyHint: 'When a case in your beat is to be verified or checked, or a survey begins, it appears here.',
  photosNow: 'Photos on the spot',
  answered: 'Answer sent',
  noteWhenFailed: 'Note (needed when it fails)',
  away: 'about {n} m', here: 'in the beat', awayKm: 'about {n} km', navigate: 'Navigate', navigateBy: 'With which map', amap: 'Amap', tencent: 'Tencent Maps', system: "The phone's own",
  byTime: 'By time', byRoute: 'By route', onMap: 'Map', order: 'Order', mapLabel: 'Tasks on the map, numbered along the way', wayLength: 'About {n} km in all',
  awayFromCase: 'About {n} m from the case', looking: 'Finding your position…', noPosition: 'No position', reason: 'Why not on the spot', needReason: 'You are not near the case, or there is no position: say why', cannot: 'Cannot tell; say why', back: 'The same problem is back here, after case {n}: see whether it is truly solved',
}

export const TASK_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

export type TaskWord = keyof typeof zh

/** The words for a key in the language of the page, with {n} filled in. */
export function w(word: keyof typeof zh, n: string | number = ''): string {
  return TASK_WORDS[language.value][word].replace('{n}', String(n))
}
