/** The words of the desk's pages that citizens never see, in both languages; fetched with them. */
import { language, type Language } from '../words'

const zh = {
  closing: '结案条件：', actions: '可以办的事', noteOptional: '说明（可不填）', addPhoto: '拍照', placeWordsShort: '地点说明',
  more: '更多', amount: '延长多少', amountMost: '最多 {n} {unit}', needAmount: '请填延长多少', until: '到什么时候', untilLatest: '最晚 {at}', needUntil: '请填日期时间',
  satisfied: '市民满意', dissatisfied: '市民不满意', satisfaction: '回访结果', needSatisfied: '请选回访结果', needViews: '还缺照片：{n}', shoot: '拍{n}',
  approvals: '提交后要经{n}审批', asked: '申请{n}，等待审批', askedBy: '{by} 提出，现在由{role}审批', askedFirst: '{n} 已同意', askedAmount: '延长 {n}', askedUntil: '到 {n}',
  putOff: '到 {n} 自动恢复', ordered: '督办，请在 {n} 前回复', late: '处置超时', exempt: '处置超时，申诉成立，评价不计', verified: '监督员看过现场',
  select: '批量办理', cancel: '取消', all: '全选', chosenN: '已选 {n} 件', choose: '选择案件', doneN: '办成 {n} 件', refusedN: '{n} 件没有办成', close: '知道了', most: '一次最多 {n} 件',
  howReckoned: '时限怎么算的', stageClock: '本阶段', wholeClock: '全案',
  component: '部件', owner: '权属：{n}', overlay: '对照处置前拍', goThere: '导航去',
  delegateTo: '转派给哪个下级单位', nobodyBelow: '没有下级单位',
  worklists: '工作清单', deskEmpty: '这里没有待办的案件', deskEmptyHint: '有新案件时会自动出现。', areas: '所在区域', point: '坐标', placedBy: '定位依据', apart: '文字所说与定位相差约 {n} 米，请核对', contactShort: '联系人', madeAt: '上报时间',
  conditionOf: '类别：{name}，要换请查找', pickCategory: '先查找类别', otherCategory: '输入类别名称', limit: '时限：', findOrganisation: '查找单位',
}

const en: Record<keyof typeof zh, string> = {
  closing: 'Closed when: ', actions: 'What you may do', noteOptional: 'Note (optional)', addPhoto: 'Add photo', placeWordsShort: 'Place',
  more: 'More', amount: 'How much longer', amountMost: 'at most {n} {unit}', needAmount: 'Say how much longer', until: 'Until when', untilLatest: 'at the latest {at}', needUntil: 'Give a date and time',
  satisfied: 'The citizen is satisfied', dissatisfied: 'The citizen is not satisfied', satisfaction: 'What the citizen says', needSatisfied: 'Choose what the citizen says', needViews: 'Photos missing: {n}', shoot: 'Photo: {n}',
  approvals: 'Needs the approval of: {n}', asked: 'Asked: {n}; waits for approval', askedBy: 'by {by}; {role} decides now', askedFirst: '{n} has approved', askedAmount: 'longer by {n}', askedUntil: 'until {n}',
  putOff: 'goes on by itself on {n}', ordered: 'An order: answer by {n}', late: 'Handled late', exempt: 'Handled late; appeal heard, not counted', verified: 'Seen by an inspector',
  select: 'Several at once', cancel: 'Cancel', all: 'Select all', chosenN: '{n} chosen', choose: 'Choose the case', doneN: '{n} done', refusedN: '{n} not done', close: 'Close', most: 'At most {n} at once',
  howReckoned: 'How the limit is reckoned', stageClock: 'This stage', wholeClock: 'The whole case',
  component: 'Component', owner: 'Owner: {n}', overlay: 'Over the photo from before', goThere: 'Navigate',
  delegateTo: 'Delegate to', nobodyBelow: 'Nobody stands below you',
  worklists: 'Worklists', deskEmpty: 'Nothing to do here', deskEmptyHint: 'New cases appear by themselves.', areas: 'Area', point: 'Coordinates', placedBy: 'Why there', apart: 'Words and position are about {n} m apart; please check', contactShort: 'Contact', madeAt: 'Reported',
  conditionOf: 'Category: {name}; search for another', pickCategory: 'Find the category first', otherCategory: 'Name of a category', limit: 'Limit: ', findOrganisation: 'Find a department',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The desk's words for a key, with {name} places filled in. */
export function w(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
