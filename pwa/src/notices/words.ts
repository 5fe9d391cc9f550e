/** The words of the pages about notices, in both languages; fetched with them. */
import { language, type Language } from '../words'

const zh = {
  hint: '这里是各渠道的用语。改动存为新版本；发往市外的内容只能有编号和环节。', find: '查找：事由、渠道、语言、用语', noneFound: '没有这样的模板；少写几个字试试。', edit: '修改', version: '第 {n} 版', shipped: '随系统', off: '已停用', codeless: '还没有填运营方的模板编号，暂不发送',
  title: '标题', words: '用语', code: '运营方模板编号', on: '启用', preview: '预览', save: '保存为新版本', saved: '已保存', versions: '以前的版本', again: '用这一版', gaps: '可以用：{number} 编号，{stage} 环节，{due} 时限，{count} 条数，{link} 链接，{task} 任务',
  lost: '各渠道都没有送达、本人也没有看的通知。', noneLost: '没有送不到的通知', noneLostHint: '每一次发送和回执都有记录；送不到的会出现在这里。', citizen: '市民', sent: '已发', failed: '失败', no_address: '无地址', receipt: '回执', templates: '通知模板',
}

const en: Record<keyof typeof zh, string> = {
  hint: 'What each carrier says. A change is a new version; what leaves the city may hold a number and a stage only.', find: 'Find: matter, carrier, language, words', noneFound: 'There is no such template; try fewer words.', edit: 'Change', version: 'Version {n}', shipped: 'As shipped', off: 'Switched off', codeless: 'The carrier’s template number is missing; it is not sent yet',
  title: 'Title', words: 'Words', code: 'The carrier’s template number', on: 'In use', preview: 'Preview', save: 'Save as a new version', saved: 'Saved', versions: 'Earlier versions', again: 'Use this one', gaps: 'You may use: {number}, {stage}, {due}, {count}, {link}, {task}',
  lost: 'Notices that no carrier could bring and nobody has read.', noneLost: 'Everything arrived', noneLostHint: 'Every attempt and receipt is kept; what cannot be brought appears here.', citizen: 'Citizen', sent: 'sent', failed: 'failed', no_address: 'no address', receipt: 'receipt', templates: 'Templates',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }
export type NoticeWord = keyof typeof zh

/** These pages' words for a key, with {n} filled in. */
export function n(word: NoticeWord, count: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(count))
}
