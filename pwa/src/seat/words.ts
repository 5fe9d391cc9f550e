/** The words of the hotline desk; fetched with its page, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  title: '坐席 8612319', phone: '来电号码', look: '查来电人', lookHint: '查询会留下记录', stranger: '第一次来电', known: '来过 {n} 次', earlier: '以前反映的', name: '称呼', words: '反映什么', place: '在哪里',
  save: '保存', saveKey: 'Ctrl+Enter 保存', keyHint: 'Alt+1…3 选类别', suggested: '边听边给', where: '可能在', nowhere: '还不知道在哪里', what: '可能是', unknown: '还看不出是什么', like: '可能说的未结案件', none: '没有相似或附近的未结案件', failed: '暂时给不出新的建议，照常记录、保存即可。', same: '就是这件', notSame: '不是这件', urgent: '紧急', saved: '已保存 {n}', next: '下一个来电', reports: '{n} 人反映', needWords: '请先写下反映什么', leave: '这通来电还没有保存，离开就没有了。要离开吗？',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Desk 8612319', phone: 'Caller’s number', look: 'Look up', lookHint: 'Each look is recorded', stranger: 'First call', known: 'Called {n} times', earlier: 'Reported before', name: 'Name', words: 'What is wrong', place: 'Where',
  save: 'Save', saveKey: 'Ctrl+Enter saves', keyHint: 'Alt+1…3 chooses a category', suggested: 'While they talk', where: 'Perhaps at', nowhere: 'Not known where yet', what: 'Perhaps', unknown: 'Not clear yet', like: 'Open cases it may be', none: 'No open case like it or near there', failed: 'No new suggestions just now; go on writing and save as usual.', same: 'It is this one', notSame: 'It is another', urgent: 'Urgent', saved: 'Saved as {n}', next: 'Next call', reports: '{n} reported it', needWords: 'Say first what is wrong', leave: 'This call is not saved and will be lost. Leave?',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The desk's words for a key, with {n} filled in. */
export function d(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}
