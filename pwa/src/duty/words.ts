/** Words of the duty pages, in both languages; fetched with them. */
import { language, type Language } from '../words'

const zh = {
  duty: '勤务',
  beats: '责任网格', noShift: '现在没有排班', shiftOf: '{n}', since: '签到于 {n}', resting: '休息自 {n}', outside: '签到时在网格外约 {n} 米', rested: '已休息 {n} 分钟',
  whyAway: '说明原因（不在网格内或没有定位）', working: '正在定位并提交…', kept: '没有信号，已存在手机里，恢复后自动发送', onLeave: '已批准请假至 {n}',
  called: '点名', answerRoll: '报到', rollUntil: '请在 {n} 前应答', rollDone: '已应答',
  figures: '我的业绩', today: '今天', month: '本月', reports: '上报', valid: '有效', answered: '完成任务', onTime: '按时', hours: '在岗小时',
  diary: '今日工作日志', diaryEmpty: '今天还没有记录', coverage: '今日道路巡查覆盖', walked: '已走 {n}%',
  leave: '请假', askLeave: '申请请假', kind: '类型', annual: '年假', sick: '病假', personal: '事假', other: '其他', from: '从', until: '到', words: '说明', send: '提交', withdraw: '撤回', leaveEmpty: '没有请假记录',
  board: '公告', boardEmpty: '没有公告', markRead: '知道了', book: '通讯录', find: '姓名或单位', call: '打电话', bookEmpty: '没有找到',
  attendance: '考勤', roll: '点名', roster: '排班', left: '待处理任务', leaves: '请假审批', day: '日期', nobody: '没有记录', absent: '未签到', planned: '排班', came: '到岗', went: '离岗', person: '人员', verdict: '情况',
  callAll: '发起点名', callWords: '点名内容（可不填）', minutes: '分钟内应答', calledN: '共 {n} 人', answeredN: '已答 {n} 人', notYet: '未应答', outsideN: '网格外约 {n} 米', inBeat: '在网格内', noPlace: '没有定位', refresh: '刷新',
  approve: '批准', refuse: '不批准', leftEmpty: '没有待处理的任务', leftHint: '没有监督员可派、或超时没有别人可转的任务会出现在这里。', putTo: '交给', put: '指派', verify: '核实', check: '核查', nobodyHas: '无人',
  addShift: '排一个班', pattern: '班次', save: '保存', remove: '取消', importSheet: '导入排班表（CSV、Excel）', importHint: '表头：账号、日期、班次、责任网格；一行有误则全部不保存。', importedN: '已排 {n} 个班', row: '第 {n} 行', rosterEmpty: '这几天没有排班', week: '从这天起七天',
  announce: '发公告', title: '标题', text: '内容', toInspectors: '只发给监督员', announced: '已发布', readN: '已读 {n} 人',
  surveys: '普查', settings: '勤务设置', patterns: '班次设置', deputies: '代班人', cover: '巡查覆盖',
  settingsHint: '市里没有另行决定的，按建议值（待核对）。', proposed: '建议 {n}', between: '{low}–{high}', changedN: '已改 {n} 项，未保存', saveAll: '保存设置', saved: '已保存', reset: '恢复建议值', drop: '放弃修改', readOnly: '只有管理员可以修改',
  limits: '任务', whereabouts: '位置与轨迹', surveyLimits: '普查', rollLimits: '点名',
  patternName: '班次名称', begins: '开始', ends: '结束', wholeDay: '全天', nextDay: '次日', patternsHint: '同名即修改时间；已排的班不变。', patternsEmpty: '还没有班次', addPattern: '保存班次', change: '修改',
  deputiesHint: '网格里没有人当班、附近也没有人时，按这里的顺序派给代班人。', noDeputy: '没有代班人', walkers: '监督员', noWalker: '没有固定监督员', addDeputy: '添加代班人', up: '提前', out: '去掉', findBeat: '查找网格或人员', noBeat: '没有找到网格',
  coverHint: '各网格道路当天有多少走过，按轨迹两侧的道路计算。', coverWalked: '{n}%', coverKm: '{walked} / {all} 公里', look: '看地图', painted: '走过', bare: '没走到', noRoads: '网格内没有道路', onMap: '{n}：绿色为走过的路，红色为没走到的路',
}

const en: Record<keyof typeof zh, string> = {
  duty: 'Duty',
  beats: 'Beats', noShift: 'No shift is planned now', shiftOf: '{n}', since: 'On duty since {n}', resting: 'On a break since {n}', outside: 'About {n} m outside the beats at sign-on', rested: '{n} min of breaks',
  whyAway: 'Why (outside your beats, or no position)', working: 'Finding your position and sending…', kept: 'No line: kept on this phone, sent by itself later', onLeave: 'On approved leave until {n}',
  called: 'Roll-call', answerRoll: 'I am here', rollUntil: 'Please answer by {n}', rollDone: 'Answered',
  figures: 'My figures', today: 'Today', month: 'This month', reports: 'Reports', valid: 'Valid', answered: 'Tasks done', onTime: 'On time', hours: 'Hours on duty',
  diary: "Today's log", diaryEmpty: 'Nothing yet today', coverage: 'Roads walked today', walked: '{n}% walked',
  leave: 'Leave', askLeave: 'Ask for leave', kind: 'Kind', annual: 'Annual leave', sick: 'Sick leave', personal: 'Personal leave', other: 'Other', from: 'From', until: 'Until', words: 'Why', send: 'Send', withdraw: 'Take back', leaveEmpty: 'No leave asked',
  board: 'Announcements', boardEmpty: 'No announcements', markRead: 'I have read it', book: 'Phone book', find: 'Name or organisation', call: 'Call', bookEmpty: 'Nobody found',
  attendance: 'Attendance', roll: 'Roll-call', roster: 'Roster', left: 'Tasks left', leaves: 'Leave', day: 'Day', nobody: 'Nothing recorded', absent: 'Not signed on', planned: 'Planned', came: 'Came', went: 'Left', person: 'Who', verdict: 'Verdict',
  callAll: 'Call the roll', callWords: 'What is asked (optional)', minutes: 'minutes to answer', calledN: '{n} called', answeredN: '{n} answered', notYet: 'No answer', outsideN: 'About {n} m outside', inBeat: 'In the beat', noPlace: 'No position', refresh: 'Refresh',
  approve: 'Approve', refuse: 'Refuse', leftEmpty: 'No task is left', leftHint: 'Tasks that nobody can be asked for, or that were let lie with nobody else to take them, appear here.', putTo: 'Put to', put: 'Put', verify: 'Verify', check: 'Check', nobodyHas: 'Nobody',
  addShift: 'Plan a shift', pattern: 'Pattern', save: 'Save', remove: 'Remove', importSheet: 'Import a roster (CSV, Excel)', importHint: 'Headings: username, day, shift, beats. With one unclear row nothing is saved.', importedN: '{n} shifts planned', row: 'Row {n}', rosterEmpty: 'No shifts in these days', week: 'Seven days from',
  announce: 'Announce', title: 'Title', text: 'Text', toInspectors: 'To inspectors only', announced: 'Announced', readN: 'Read by {n}',
  surveys: 'Surveys', settings: 'Settings', patterns: 'Shift patterns', deputies: 'Deputies', cover: 'Coverage',
  settingsHint: 'What the city has not decided otherwise is as proposed (to be checked).', proposed: 'proposed: {n}', between: '{low}–{high}', changedN: '{n} changed, not saved', saveAll: 'Save the settings', saved: 'Saved', reset: 'As proposed', drop: 'Drop the changes', readOnly: 'Only an administrator may change these',
  limits: 'Tasks', whereabouts: 'Positions and tracks', surveyLimits: 'Surveys', rollLimits: 'Roll-call',
  patternName: 'Name', begins: 'Begins', ends: 'Ends', wholeDay: 'a whole day', nextDay: 'next day', patternsHint: 'The same name gives it other times; shifts that are planned stay.', patternsEmpty: 'No shift patterns yet', addPattern: 'Save the pattern', change: 'Change',
  deputiesHint: 'Where nobody of a beat is on shift and nobody is near, its deputies are asked in this order.', noDeputy: 'No deputy', walkers: 'Inspectors', noWalker: 'No standing inspector', addDeputy: 'Add a deputy', up: 'Earlier', out: 'Remove', findBeat: 'Find a beat or person', noBeat: 'No beat found',
  coverHint: "How much of each beat's roads was walked that day: the roads beside the tracks.", coverWalked: '{n}%', coverKm: '{walked} of {all} km', look: 'See the map', painted: 'walked', bare: 'not walked', noRoads: 'There are no roads in this beat', onMap: '{n}: walked roads in green, the others in red',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

export type DutyWord = keyof typeof zh

/** The words for a key in the language of the page, with {n} filled in. */
export function d(word: DutyWord, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
