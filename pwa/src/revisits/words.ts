/** The words of revisits, in both languages; fetched with their pages. */
import { language, type Language } from '../words'

const zh = {
  number: '上报编号', solved: '问题解决了吗？', yes: '解决了', no: '没有解决', satisfied: '对处理结果满意吗？', content: '满意', discontent: '不满意', why: '为什么？', words: '想说的话（可不填）', send: '提交',
  thanks: '谢谢您的评价', reopened: '案件已重新办理，办好后会再请您看看。', kept: '我们会把您的意见转给有关部门。', until: '{n} 前可以评价', choose: '请先选择两项', lost: '链接可能不完整，或者已经过期。请从短信里重新点开；办理进展在“我的上报”里也能看到。',
  callsHint: '打电话问一问：解决了吗？满意吗？', none: '没有要回访的人', noneHint: '结案后留了电话、又没有评价的人会出现在这里。', phone: '看电话', by: '只留了电话', silent: '一天没有答复', fill: '填写回访', case: '看案件', saved: '回访已记录',
}

const en: Record<keyof typeof zh, string> = {
  number: 'Report', solved: 'Is it solved?', yes: 'Solved', no: 'Not solved', satisfied: 'Are you satisfied?', content: 'Satisfied', discontent: 'Not satisfied', why: 'Why?', words: 'Anything to add (optional)', send: 'Send',
  thanks: 'Thank you for your answer', reopened: 'The case is being dealt with again; you will be asked once more.', kept: 'Your words go to the department.', until: 'Open until {n}', choose: 'Please choose both first', lost: 'The link may be cut short, or too old. Open it once more from the message; “My reports” also tells how it goes on.',
  callsHint: 'Ring and ask: is it solved? Are they satisfied?', none: 'Nobody to call', noneHint: 'Who left a number and has not answered after closing appears here.', phone: 'Show the number', by: 'Left a number only', silent: 'No answer for a day', fill: 'Write down', case: 'See the case', saved: 'The revisit is kept',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** These pages' words for a key, with {n} filled in. */
export function r(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
