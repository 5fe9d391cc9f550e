/** Words of what became of a report, in both languages; fetched with its pages, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  waiting: '等待发送', waitingLine: '等待网络，连上后自动发送', waitingServer: '服务器忙，稍后自动重发', waitingSignIn: '请先登录，登录后自动发送', sendingN: '正在发送第 {n} 张，共 {m} 张', sentNumber: '已送达，编号',
  photosRefused: '已送达，但有照片未被接受：{why} 编号', refused: '未被接受：{why}', photoWaiting: '等待', photoReceived: '已送达', sentReports: '已发送的上报', mineEmpty: '还没有上报过',
  mineEmptyHint: '看到井盖破损、垃圾堆积、路灯不亮，拍一张发过来，办到哪一步都在这里看。', discardPhotos: '丢弃这些照片', look: '查看进展', ratedYes: '您已评价：满意，谢谢', ratedNo: '您已评价：不满意，我们会继续跟进',
  own: '我上报的', followed: '我关注的', together: '{n} 人反映', new: '新进展', unfollow: '取消关注', followAgain: '已取消关注，重新关注',
  followedEmpty: '还没有关注', followedEmptyHint: '上报前如果有人反映过同一个问题，可以选择关注，进展都在这里。',
  noticesEmpty: '还没有消息', noticesEmptyHint: '您的上报立案、办结时，会在这里告诉您。', photoBefore: '处置前', photoAfter: '处置后', photoCheck: '核查', film: '视频（下载）', voice: '录音（下载）', doubts: '照片疑点',
}

const en: Record<keyof typeof zh, string> = {
  waiting: 'Waiting to be sent', waitingLine: 'Waiting for the line, then sent by itself', waitingServer: 'The server is busy, sent again by itself', waitingSignIn: 'Sign in first, then it is sent',
  sendingN: 'Sending photo {n} of {m}', sentNumber: 'Delivered, number', photosRefused: 'Delivered, but photos were not accepted: {why} Number', refused: 'Not accepted: {why}',
  photoWaiting: 'waiting', photoReceived: 'delivered', sentReports: 'Reports sent', mineEmpty: 'Nothing reported yet',
  mineEmptyHint: 'A broken cover, rubbish, a dark street lamp: send a photo and follow here what becomes of it.', discardPhotos: 'Discard these photos', look: 'See progress',
  ratedYes: 'You said: satisfied. Thank you', ratedNo: 'You said: not satisfied. We will follow it up',
  own: 'Reported', followed: 'Followed', together: '{n} reports', new: 'New', unfollow: 'Unfollow', followAgain: 'No longer followed: follow again',
  followedEmpty: 'Nothing followed yet', followedEmptyHint: 'When somebody has reported the same before you, you may follow it; how it goes is told here.',
  noticesEmpty: 'No notices yet', noticesEmptyHint: 'When your report is filed or closed, you are told here.', photoBefore: 'Before', photoAfter: 'After', photoCheck: 'Check', film: 'Film (download)', voice: 'Voice (download)', doubts: 'Doubts about photos',
}

export const REPORT_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function r(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return REPORT_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
