/** The words of the hotline's and the channels' pages; fetched with them, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  importing: '导入工单', choose: '选择文件', chooseHint: 'Excel、ODS、CSV、网页表格都可以，任何编码', source: '来源', looking: '正在看文件…',
  rowsN: '{n} 行', columns: '各列是什么', notUsed: '不用', mark: '列', preview: '前十行（个人信息已遮盖）', missing: '还缺：{what}，请在下面的表头里指定',
  begin: '导入', attemptAll: '先试一遍', trying: '正在试…', another: '换一个文件', trial: '如果现在导入', trialNone: '每一行都进得来。', trialHint: '只是试算，什么都没有写入。', doubts: '进不来的行（最多列 20 行）', doubt: '第 {row} 行',
  opening: '正在打开文件…', runs: '最近的导入', none: '还没有导入过', noneHint: '选一个文件，或把文件放进投递目录。',
  waiting: '等待', reading: '正在导入', done: '完成', unclear: '列看不懂', failed: '没有导入', result: '下载结果', unready: '结果表格还在生成，请稍后再下载；导入已经完成', of: '{done} / {rows} 行', by: '{who} · {at}',
  unclearHint: '请在上面选这个文件，指定各列后再导入。', sureSaved: '已保存', sureName: '按列名', sureContents: '按内容',
  channels: '渠道', open: '开放', closed: '已关闭', close: '关闭', reopen: '开放', heardAt: '最近收到 {at}', never: '还没有收到过', counts: '收下 {taken}，退回 {refused}',
  lastError: '最近出错 {at}（{code}）', attempt: '试一下', well: '正常', unwell: '不正常',
}

const en: Record<keyof typeof zh, string> = {
  importing: 'Import orders', choose: 'Choose a file', chooseHint: 'Excel, ODS, CSV or a table saved from a page, in any encoding', source: 'Source', looking: 'Looking at the file…',
  rowsN: '{n} rows', columns: 'What the columns are', notUsed: 'Not used', mark: 'Column', preview: 'First ten rows (personal data masked)', missing: 'Still missing: {what}. Say which in the heads of the columns below',
  begin: 'Import', attemptAll: 'Try it first', trying: 'Trying…', another: 'Another file', trial: 'If it were imported now', trialNone: 'Every row would go in.', trialHint: 'This was a trial: nothing was written.', doubts: 'Rows that would stay out (20 at most)', doubt: 'Row {row}',
  opening: 'Opening the file…', runs: 'Last imports', none: 'Nothing was imported yet', noneHint: 'Choose a file, or put one into the drop folder.',
  waiting: 'Waiting', reading: 'Importing', done: 'Done', unclear: 'Columns unclear', failed: 'Not imported', result: 'Get the result', unready: 'The workbook is still being written; try again shortly. The import itself is done', of: '{done} of {rows} rows', by: '{who} · {at}',
  unclearHint: 'Choose this file above, say what its columns are, and import it.', sureSaved: 'saved', sureName: 'by name', sureContents: 'by contents',
  channels: 'Channels', open: 'Open', closed: 'Closed', close: 'Close', reopen: 'Open it', heardAt: 'Last heard {at}', never: 'Never heard of', counts: '{taken} taken, {refused} refused',
  lastError: 'Last error {at} ({code})', attempt: 'Try it', well: 'It works', unwell: 'It does not work',
}

export const HOTLINE_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key, in the language of the page, with {name} places filled in. */
export function h(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return HOTLINE_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
