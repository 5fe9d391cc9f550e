/** Words of surveys, in both languages; fetched with their pages. */
import { language, type Language } from '../words'

const zh = {
  surveys: '普查', setUp: '发起普查', empty: '还没有普查', emptyHint: '选好类别和网格，发给责任网格的监督员，结果在这里看。',
  title: '名称', what: '查什么', category: '类别', addCategory: '添加类别', campaign: '专项活动（可不填）', instruction: '要求（可不填）', until: '截止时间',
  where: '在哪些网格', allOf: '全部 {n} 个', beatsN: '已选 {n} 个网格', otherDistrict: '其他', findBeat: '查找网格',
  questions: '要回答的问题', addQuestion: '加一个问题', kind: '题型', count: '数量', condition: '状况', yes_no: '是否', photos: '照片', question: '问题', choices: '选项（用、分开）', needed: '必答', removeQuestion: '去掉这个问题',
  photoQuestion: '现场照片', defaultChoices: '完好、破损、缺失', begin: '发出', begun: '已发出，正在派给监督员', needTitle: '请填名称', needWhat: '请选类别或填专项活动', needWhere: '请选网格', needUntil: '请填截止时间', needQuestion: '请写明问题',
  untilAt: '截止 {n}', by: '{n} 发起', doneOf: '完成 {n} 个网格', findingsN: '{n} 条记录', waitingN: '{n} 个网格无人', recalled: '已撤回', recall: '撤回普查', recallSure: '撤回后未完成的网格不再进行，已有记录保留。确定吗？',
  sums: '汇总', answeredN: '{n} 处有回答', sum: '合计', beats: '按网格', beat: '责任网格', inspector: '监督员', progress: '进度', found: '记录', doneAt: '完成', nobody: '无人', putTo: '指派给', put: '指派', table: '导出 Excel', csv: '导出 CSV',
  findings: '记录', noFindings: '还没有记录', outside: '网格外约 {n} 米', notCounted: '不计入结果', report: '上报 {n}', backToList: '全部普查', filterBeats: '查找网格或监督员',
  task: '普查任务', record: '记一处', recordN: '第 {n} 处', soFar: '已记 {n} 处', finish: '完成本网格', finishN: '完成本网格（共 {n} 处）', handBack: '退回，说明原因', save: '记下', note: '说明（可不填）', whyBack: '为什么退回', needBack: '请说明为什么退回',
  inBeat: '在网格内', awayBeat: '在网格外约 {n} 米', looking: '正在定位…', noPosition: '没有定位', reason: '不在网格内的原因', needReason: '您不在网格内，或没有定位：请写明原因', needAnswer: '请回答“{n}”', needPhoto: '请拍照片',
  alsoReport: '同时作为问题上报', reportHint: '照片、说明和位置会一起上报，按正常流程办理。', kept: '已存在手机里，恢复信号后自动发送', saved: '已记下', finished: '本网格已完成', handed: '已退回', yes: '是', no: '否', noFinding: '一处也没有，就这样完成', which: '哪一类', whole: '看看要求', onWay: '正在发送', close: '知道了',
  reportWords: '普查发现：{n}',
}

const en: Record<keyof typeof zh, string> = {
  surveys: 'Surveys', setUp: 'Set up a survey', empty: 'No surveys yet', emptyHint: 'Choose what to look for and where; the inspectors of those beats are asked, and the results stand here.',
  title: 'Name', what: 'What', category: 'Category', addCategory: 'Add a category', campaign: 'Campaign (optional)', instruction: 'Instructions (optional)', until: 'Until',
  where: 'In which beats', allOf: 'All {n}', beatsN: '{n} beats chosen', otherDistrict: 'Others', findBeat: 'Find a beat',
  questions: 'Questions', addQuestion: 'Add a question', kind: 'Kind', count: 'Count', condition: 'Condition', yes_no: 'Yes or no', photos: 'Photos', question: 'Question', choices: 'Choices (with commas between)', needed: 'Must be answered', removeQuestion: 'Remove this question',
  photoQuestion: 'Photos on the spot', defaultChoices: 'good, damaged, missing', begin: 'Begin', begun: 'Begun; inspectors are being asked', needTitle: 'Give it a name', needWhat: 'Choose a category, or name a campaign', needWhere: 'Choose beats', needUntil: 'Say until when', needQuestion: 'Write the question',
  untilAt: 'until {n}', by: 'by {n}', doneOf: '{n} beats done', findingsN: '{n} findings', waitingN: '{n} beats with nobody', recalled: 'Taken back', recall: 'Take back', recallSure: 'Beats that are not done end now; what was found stays. Take it back?',
  sums: 'Sums', answeredN: '{n} answered', sum: 'In all', beats: 'By beat', beat: 'Beat', inspector: 'Inspector', progress: 'Progress', found: 'Findings', doneAt: 'Done', nobody: 'Nobody', putTo: 'Put to', put: 'Put', table: 'Export to Excel', csv: 'Export as CSV',
  findings: 'Findings', noFindings: 'Nothing found yet', outside: 'about {n} m outside', notCounted: 'not counted', report: 'Report {n}', backToList: 'All surveys', filterBeats: 'Find a beat or inspector',
  task: 'Survey', record: 'Add a finding', recordN: 'Finding {n}', soFar: '{n} so far', finish: 'This beat is done', finishN: 'This beat is done ({n})', handBack: 'Hand back; say why', save: 'Keep', note: 'Note (optional)', whyBack: 'Why hand it back', needBack: 'Say why you hand it back',
  inBeat: 'In the beat', awayBeat: 'About {n} m outside the beat', looking: 'Finding your position…', noPosition: 'No position', reason: 'Why not in the beat', needReason: 'You are not in the beat, or there is no position: say why', needAnswer: 'Answer “{n}”', needPhoto: 'Take a photo',
  alsoReport: 'Report it as a problem too', reportHint: 'Photos, note and position are reported and dealt with as usual.', kept: 'Kept on this phone, sent by itself later', saved: 'Kept', finished: 'Beat done', handed: 'Handed back', yes: 'Yes', no: 'No', noFinding: 'Nothing here; finish all the same', which: 'Which', whole: 'Instructions', onWay: 'On its way', close: 'Close',
  reportWords: 'Found in a survey: {n}',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

export type SurveyWord = keyof typeof zh

/** The words for a key in the language of the page, with {n} filled in. */
export function s(word: SurveyWord, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
