/** What is kept of a citizen, in plain words, in both languages; fetched with its page. */
import { language, type Language } from '../words'

const zh = {
  what: '记下什么', whatText: '您写的话、照片、拍照的时间和地点。称呼和电话只有您填了才有。这部手机有一个随机编号，用来认出“我的上报”，里面没有您的身份。',
  who: '谁能看到', whoText: '办这件事的工作人员。电话默认隐去中间几位，谁看过完整号码都有记录。', everyone: '所有人', everyoneText: '立案以后，别人能看到类别、一百米左右的大概位置和进展；办结后再加上遮挡了人脸、车牌的照片，展示 {shown} 天。您是谁、写了什么、准确地点都不公开。',
  long: '保存多久', longText: '照片从办结算起：设施问题 {component}，环境秩序 {occurrence}，个人诉求 {service}，未立案的 {declined}。', byItself: '到期自动删除。', byHand: '到期后由管理员清理。', longRest: '文字和办理记录是城市的工作档案，长期保存。', year: '1 年', years: '{n} 年', days: '{n} 天',
  gone: '怎样删除', goneText: '称呼和电话：在“我的上报”里打开那一条，按“删除我的联系方式”，马上生效。照片和文字：拨打 12345，报上编号，由工作人员处理。手机上的内容：清除浏览器里本网站的数据；没有送达的会一起没有。',
  asksFor: '要哪些权限', asksForText: '相机和位置，只在您上报或看附近案件时用；不给也能上报。不放广告，不向别人提供数据。', hotline: '拨打 12345', mine: '我的上报', unknown: '保存期限现在读不到，联网后再看。',
  withdraw: '删除我的联系方式', withdrawSure: '删除后工作人员不能再打电话给您，案件照常办理。确定删除吗？', withdrawn: '联系方式已删除',
}

const en: Record<keyof typeof zh, string> = {
  what: 'What is kept', whatText: 'Your words, your photos, and when and where they were taken. Name and phone only if you gave them. This phone has a random number by which it knows “My reports”; it does not say who you are.',
  who: 'Who sees it', whoText: 'The staff who deal with it. The middle of a phone number is hidden, and whoever looks at all of it is written down.', everyone: 'Everybody', everyoneText: 'Once it is filed: the category, the place to about a hundred metres, and how far it is. Once it is closed also photos with faces and plates veiled, for {shown} days. Never who you are, what you wrote or exactly where.',
  long: 'For how long', longText: 'Photos, from closing: public facilities {component}, order in the street {occurrence}, personal requests {service}, what was not filed {declined}.', byItself: 'Then they are deleted automatically.', byHand: 'Then an administrator clears them.', longRest: 'Words and the record of the work are the city’s files and stay.', year: '1 year', years: '{n} years', days: '{n} days',
  gone: 'How to have it deleted', goneText: 'Name and phone: open the report in “My reports” and press “Delete my contact”; it is done at once. Photos and words: call 12345 and give the number of the report. What is on the phone: clear this site’s data in the browser; what was not delivered goes with it.',
  asksFor: 'What it asks for', asksForText: 'Camera and position, only while you report or look at cases nearby; it works without them. No advertising, nothing passed on to others.', hotline: 'Call 12345', mine: 'My reports', unknown: 'How long cannot be read now; look again with a connection.',
  withdraw: 'Delete my contact', withdrawSure: 'Staff can no longer call you; your report is handled all the same. Delete?', withdrawn: 'Your contact was deleted',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function v(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
