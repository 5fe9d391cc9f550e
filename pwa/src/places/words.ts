/** Words of the pages about the city's names, in both languages; fetched with them. */
import { language, type Language } from '../words'

const zh = {
  title: '地名词库', kind: '种类', find: '查找名称或别名', add: '新增', none: '没有这样的名称', noneHint: '换几个字试试，或点“新增”。',
  roads: '道路', landmarks: '标志性建筑', estates: '小区', points: '地点', stops: '公交站', villages: '自然村', assets: '杆号和设施编号', numbers: '门牌号', campaigns: '专项活动', responsibilities: '责任主体',
  name: '名称', road: '道路', number: '门牌号', aliases: '别名、曾用名', aliasesHint: '用顿号隔开', grade: '等级', validFrom: '生效日期', validTo: '失效日期（含当天）', position: '位置', choose: '在地图上选位置', chosen: '已选：{at}', noPosition: '还没有位置',
  roadHint: '道路的中心线由导入得来，这里只改名称、别名和等级；新道路请用导入。', edit: '修改', adding: '新增{kind}', editing: '修改{kind}', save: '保存', saved: '已保存，5 秒内各处生效', withdraw: '停用', withdrawSure: '停用“{name}”？可以撤销。', withdrawn: '已停用，可以撤销',
  history: '最近的改动', by: '新增 {added}，停用 {removed}', undo: '撤销最近一次改动', undone: '已撤销', undoes: '撤销第 {n} 版', version: '第 {n} 版', source: '来源：{source}', desk: '工作台', aliasesOf: '又名 {names}', until: '至 {day}', cancel: '取消',
}

type Key = keyof typeof zh

const en: Record<Key, string> = {
  title: 'Names of places', kind: 'Kind', find: 'Find a name or an alias', add: 'Add', none: 'No such name', noneHint: 'Try other words, or “Add”.',
  roads: 'Roads', landmarks: 'Landmarks', estates: 'Estates', points: 'Places', stops: 'Bus stops', villages: 'Villages', assets: 'Pole and asset numbers', numbers: 'House numbers', campaigns: 'Campaigns', responsibilities: 'Responsible parties',
  name: 'Name', road: 'Road', number: 'House number', aliases: 'Aliases and former names', aliasesHint: 'parted by commas', grade: 'Grade', validFrom: 'Valid from', validTo: 'Valid to (that day too)', position: 'Position', choose: 'Choose on the map', chosen: 'Chosen: {at}', noPosition: 'No position yet',
  roadHint: 'A road’s centre line comes with an import; here its name, aliases and grade are mended. Import new roads.', edit: 'Edit', adding: 'Add: {kind}', editing: 'Edit: {kind}', save: 'Save', saved: 'Saved; in force everywhere within 5 s', withdraw: 'Withdraw', withdrawSure: 'Withdraw “{name}”? It can be undone.', withdrawn: 'Withdrawn; it can be undone',
  history: 'Latest changes', by: '{added} added, {removed} withdrawn', undo: 'Undo the latest change', undone: 'Undone', undoes: 'Undoes version {n}', version: 'Version {n}', source: 'Source: {source}', desk: 'desk', aliasesOf: 'also {names}', until: 'until {day}', cancel: 'Cancel',
}

export const PLACE_WORDS: Record<Language, Record<Key, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function p(word: Key, values: Record<string, string | number> = {}): string {
  return PLACE_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
