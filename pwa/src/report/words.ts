/** Words of what became of a report, in both languages; fetched with its pages, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  waiting: '等待发送', waitingLine: '没有送到，都还在这部手机上，连上网自动发送', waitingServer: '服务器忙，{at}自动重发，都还在这部手机上', waitingOften: '一下子发得太多，服务器请稍等，{at}自动重发，都还在这部手机上', waitingSame: '服务器正在收这一条，{at}自动再问一次，都还在这部手机上', waitingApp: '这个版本太旧，更新后自动发送，都还在这部手机上', soon: '马上', waitingSignIn: '请先登录，登录后自动发送', sendingN: '正在发送第 {n} 张，共 {m} 张', sentNumber: '已送达，编号',
  photosRefused: '文字已送达，会照常办理，但有照片未被接受：{why}', refused: '未被接受：{why}', numberIs: '编号', noReason: '服务器没有说明原因。', tooLarge: '照片太大。',
  keptAll: '写的和照片都还在这部手机上。', keptPhotos: '没送到的照片还在这部手机上，可以另发一条。', do409: '按“修改后再发”，会作为新的上报发送。', do413: '去掉几张照片，或换小一些的，再按“修改后再发”。', do415: '换成普通照片（JPEG），再按“修改后再发”。', do422: '按“修改后再发”，改好再发。', doOther: '可以按“修改后再发”，也可以在“我”里导出保存。',
  photoWaiting: '等待', photoReceived: '已送达', sentReports: '已发送的上报', mineEmpty: '还没有上报过',
  mineEmptyHint: '看到井盖破损、垃圾堆积、路灯不亮，拍一张发过来，办到哪一步都在这里看。', discardPhotos: '丢弃这些照片', look: '查看进展', ratedYes: '您已评价：满意，谢谢', ratedNo: '您已评价：不满意，我们会继续跟进', saysSolved: '您的回答：解决了', saysNot: '您的回答：没有解决', isSolved: '解决了', isNotSolved: '没有解决', nearby: '附近',
  own: '我上报的', followed: '我关注的', together: '{n} 人反映', new: '新进展', unfollow: '取消关注', followAgain: '已取消关注，重新关注',
  followedEmpty: '还没有关注', followedEmptyHint: '上报前如果有人反映过同一个问题，可以选择关注，进展都在这里。',
  noticesEmpty: '还没有消息', noticesEmptyHint: '您的上报立案、办结时，会在这里告诉您。', photoBefore: '处置前', photoAfter: '处置后', photoCheck: '核查', film: '视频（下载）', voice: '录音（下载）', doubts: '照片疑点',
  queue: '正在发送的上报', sendNow: '立即发送', discard: '丢弃', discardSure: '丢弃后无法找回，确定吗？', edit: '修改后再发', solved: '问题解决了吗？', searchCategoryHint: '说说是什么，如“井盖”“乱停车”', noCategory: '没有找到，可以选“不知道”，由工作人员判断', photoRefused: '未接受',
}

const en: Record<keyof typeof zh, string> = {
  waiting: 'Waiting to be sent', waitingLine: 'Not delivered; all is kept on this phone and sent when there is a connection', waitingServer: 'The server is busy; sent again {at}. All is kept on this phone', waitingOften: 'Too many at once for the server; sent again {at}. All is kept on this phone', waitingSame: 'The server is taking this one; asked again {at}. All is kept on this phone', waitingApp: 'This version is too old; it is sent after an update. All is kept on this phone', soon: 'soon', waitingSignIn: 'Sign in first, then it is sent',
  sendingN: 'Sending photo {n} of {m}', sentNumber: 'Delivered, number', photosRefused: 'The words are delivered and dealt with, but photos were not accepted: {why}', refused: 'Not accepted: {why}', numberIs: 'Number', noReason: 'The server gave no reason.', tooLarge: 'The photos are too large.',
  keptAll: 'Words and photos are still on this phone.', keptPhotos: 'Those photos are still on this phone; you may send them in another report.', do409: 'Press “Edit and send”: it goes as a new report.', do413: 'Leave out some photos or take smaller ones, then press “Edit and send”.', do415: 'Take ordinary photos (JPEG), then press “Edit and send”.', do422: 'Press “Edit and send”, and mend it.', doOther: 'Press “Edit and send”, or export it under “Me”.',
 
  photoWaiting: 'waiting', photoReceived: 'delivered', sentReports: 'Reports sent', mineEmpty: 'Nothing reported yet',
  mineEmptyHint: 'A broken cover, rubbish, a dark street lamp: send a photo and follow here what becomes of it.', discardPhotos: 'Discard these photos', look: 'See progress',
  ratedYes: 'You said: satisfied. Thank you', ratedNo: 'You said: not satisfied. We will follow it up', saysSolved: 'Your answer: solved', saysNot: 'Your answer: not solved', isSolved: 'Solved', isNotSolved: 'Not solved', nearby: 'Nearby',
  own: 'Mine', followed: 'Followed', together: '{n} reports', new: 'New', unfollow: 'Unfollow', followAgain: 'No longer followed: follow again',
  followedEmpty: 'Nothing followed yet', followedEmptyHint: 'When somebody has reported the same before you, you may follow it; how it goes is told here.',
  noticesEmpty: 'No notices yet', noticesEmptyHint: 'When your report is filed or closed, you are told here.', photoBefore: 'Before', photoAfter: 'After', photoCheck: 'Check', film: 'Film (download)', voice: 'Voice (download)', doubts: 'Doubts about photos',
  queue: 'Reports on their way', sendNow: 'Send now', discard: 'Discard', discardSure: 'It cannot be brought back. Discard?', edit: 'Edit and send', solved: 'Was it solved?', searchCategoryHint: 'Say what it is, e.g. manhole, parking', noCategory: 'Nothing found. Choose "don’t know": staff will decide', photoRefused: 'refused',
}

export const REPORT_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function r(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return REPORT_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
