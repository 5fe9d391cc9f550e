/** Words of reporting in the field, in both languages; fetched with its pages, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  field: '上报（详细）', fieldHint: '照片按近景、远景、参照物拍，也可当场处理', burst: '连拍上报', burstHint: '同类多处：一个类别，一张照片一件',
  pack: '离线包', what: '有什么问题', pickFirst: '先选类别，再拍照', condition: '立案条件', noCondition: '不确定', shots: '现场照片', near: '近景', far: '远景', reference: '参照物',
  shoot: '拍{n}', more: '再拍一张', other: '其他', remove: '去掉这张', handled: '我已当场处理好', handledHint: '上报后直接算作处置完，由值班长结案',
  after: '处理后的照片', afterHint: '照片会叠在处理前的照片上取景', ghost: '处理前照片的浓淡', shutter: '拍照', plainCamera: '用系统相机', noStream: '这里打不开取景，请用系统相机',
  needCategory: '请先选类别', needCondition: '请选立案条件', needShots: '还差：{n}', needAfter: '请拍处理后的照片', needSome: '请拍照，或写一句说明', send: '上报', sendHandled: '上报并处理完', kept: '已存在本机，有网络时自动发送', elsewhere: '这份上报已在另一个窗口发送',
  handledDeed: '当场处理', component: '是哪一个部件', pickComponent: '在地图上点选部件', noneNear: '附近没有登记的这类部件', ownerOf: '权属：{n}', ownerUnknown: '权属不明', notThis: '不选了', away: '约 {n} 米',
  looking: '正在找附近的部件…', fromPack: '没有网络，来自离线包', noPlace: '还没有定位，找不到附近的部件', mapLabel: '附近的部件，点一个', voice: '语音说明', record: '按一下开始录音', stop: '停止（{n} 秒）', noVoice: '这里不能录音', voiceOf: '录音 {n}', dropVoice: '删掉录音',
  shotsN: '已拍 {n} 张', queuedN: '{n} 件已进发送队列', noFix: '{n} 张没有定位', fixGood: '定位约 {n} 米', fixNone: '没有定位', place: '共同的地点说明（可不填）', done: '拍完了', burstFirst: '先选一个类别', another: '换类别', waitingShrink: '正在处理 {n} 张', resumed: '上次没处理完的 {n} 张已接着处理',
}

const en: Record<keyof typeof zh, string> = {
  field: 'Report in detail', fieldHint: 'Near, far and reference photos; or dealt with on the spot', burst: 'Many of a kind', burstHint: 'One category, each photo a report of its own',
  pack: 'Offline pack', what: 'What is wrong', pickFirst: 'Choose a category, then take photos', condition: 'Filing condition', noCondition: 'Not sure', shots: 'Photos', near: 'Near', far: 'Far', reference: 'With a reference',
  shoot: '{n} photo', more: 'Another', other: 'Other', remove: 'Remove this photo', handled: 'I have dealt with it already', handledHint: 'It counts as handled at once; the duty chief closes it',
  after: 'Photos afterwards', afterHint: 'You see the earlier photo over the picture', ghost: 'How strong the earlier photo is', shutter: 'Take the photo', plainCamera: "The phone's camera", noStream: "No viewfinder here: use the phone's camera",
  needCategory: 'Choose a category first', needCondition: 'Choose a filing condition', needShots: 'Still needed: {n}', needAfter: 'Take a photo of how it is now', needSome: 'Take a photo or write a word', send: 'Report', sendHandled: 'Report as dealt with', kept: 'Kept on this phone, sent by itself when there is a line', elsewhere: 'This report was sent from another window',
  handledDeed: 'Dealt with', component: 'Which one is it', pickComponent: 'Pick it on the map', noneNear: 'None of this kind is registered near here', ownerOf: 'Owner: {n}', ownerUnknown: 'Owner unknown', notThis: 'None of them', away: 'about {n} m',
  looking: 'Looking for those near here…', fromPack: 'No line: from the offline pack', noPlace: 'No position yet, so nothing near is known', mapLabel: 'Those near here: tap one', voice: 'Voice note', record: 'Tap to record', stop: 'Stop ({n} s)', noVoice: 'No recording here', voiceOf: 'Voice note {n}', dropVoice: 'Delete the note',
  shotsN: '{n} taken', queuedN: '{n} in the queue', noFix: '{n} without a position', fixGood: 'Position within {n} m', fixNone: 'No position', place: 'Where they are, in words (optional)', done: 'Done', burstFirst: 'Choose a category first', another: 'Another category', waitingShrink: '{n} being made smaller', resumed: '{n} left over from last time go on',
}

export const FIELD_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

export type FieldWord = keyof typeof zh

/** The words for a key in the language of the page, with {n} filled in. */
export function f(word: FieldWord, n: string | number = ''): string {
  return FIELD_WORDS[language.value][word].replace('{n}', String(n))
}
