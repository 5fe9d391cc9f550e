/** The words of triage, in both languages; fetched with its parts, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  title: '智能研判', because: '依据：', fromPhoto: '照片文字', fromChannel: '来件分类', urgent: '疑似紧急：', mood: '情绪：',
  file: '受理并立案', fileBy: '按此立案', noCondition: '这一类没有立案条件', unknown: '看不出是哪一类，请人工判断。', maybe: '把握不大，供参考：',
  elsewhere: '可能不归我们管：{n}', decline: '不予立案并告知', wordsTo: '将告知市民', share: '{n}%', whole: '查看原文', wholeHint: '姓名、电话等已隐去；查看原文会留下记录。', placeWords: '地点说明：',
  figures: '研判准确率', figuresHint: '建议与人工最后认定的对照。准确率：建议为这一类的，有多少是对的；召回率：属于这一类的，有多少建议对了。',
  none: '还没有可以对照的案件', noneHint: '受理员立案或不予立案后，这里会有数字。', month: '月份', monthsOf: '按月看', all: '全部类别', category: '类别', cases: '认定', proposed: '建议', right: '一致', precision: '准确率', recall: '召回率',
  models: '学习过的模型', taken: '已启用', kept: '未启用（不如旧的）', texts: '{n} 条文字', good: '留出文字 F1 {n}', shipped: '目前用的是随产品附带的模型。',
  ask: '像是：', done: '已立案', declined: '已不予立案',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Triage', because: 'Because of: ', fromPhoto: 'words in a photo', fromChannel: 'type as received', urgent: 'Perhaps urgent: ', mood: 'Mood: ',
  file: 'Accept and file', fileBy: 'File by this', noCondition: 'No filing condition in this category', unknown: 'Nobody can tell from the words what this is; please decide.', maybe: 'Not sure; perhaps:',
  elsewhere: 'Perhaps not for us: {n}', decline: 'Decline and tell them', wordsTo: 'The citizen will read', share: '{n}%', whole: 'Show the words as sent', wholeHint: 'Names and numbers are hidden; looking at the whole is recorded.', placeWords: 'Place: ',
  figures: 'How triage does', figuresHint: 'What was proposed beside what people decided. Precision: of what was proposed, how much was so. Recall: of what it was, how much was proposed.',
  none: 'Nothing to compare yet', noneHint: 'Figures appear when operators have filed or declined cases.', month: 'Month', monthsOf: 'Months of', all: 'All categories', category: 'Category', cases: 'Decided', proposed: 'Proposed', right: 'Both', precision: 'Precision', recall: 'Recall',
  models: 'Models learned here', taken: 'in force', kept: 'not taken (worse)', texts: '{n} texts', good: 'F1 on unseen texts {n}', shipped: 'The model that came with the product is in use.',
  ask: 'Perhaps:', done: 'Filed', declined: 'Declined',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** Triage's words for a key, with {n} filled in. */
export function g(word: keyof typeof zh, n?: number | string): string {
  return WORDS[language.value][word].replace('{n}', String(n ?? ''))
}
