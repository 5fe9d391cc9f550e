/** What is said aloud on the citizen's pages, and the words of how the page looks; fetched when wanted. */
import { language, type Language } from '../words'

const zh = {
  listen: '听一听怎么用', stop: '停', home: '这里有三个大按钮。第一个，拍照上报：看到问题，按一下，拍一张照片，再按最下面的发送，就可以了。第二个，我的上报：看看办到哪一步。第三个，打电话给12345，说给工作人员听。', call: '打 12345 电话', mine: '这里是您上报过的问题。按一下，就能看办到哪一步。', me: '这里可以调字的大小和颜色。', report: '最下面是办理进展，最后一行是最新的。办好以后，请按解决了或者没有解决。', nearby: '地图上的圆点是附近的问题，下面是列表。按一下，就能看办到哪一步。', shared: '这里是一件公开的案件，看得到办到哪一步。想上报新的问题，按我也要上报。', notices: '这里是给您的消息。', privacy: '这一页说明我们留下您的什么、给谁看、留多久。名字和电话都可以不填。想删掉，按我的上报。有不明白的，打12345。', revisit: '请告诉我们问题解决了没有。先选好上面两项，再按最下面的提交。',
  title: '显示', auto: '跟随手机', light: '浅色', dark: '深色', sunlight: '阳光下', elder: '长辈模式', elderHint: '字更大，按钮更少，可以听提示', on: '开', off: '关',
}

const en: Record<keyof typeof zh, string> = {
  listen: 'Hear how it works', stop: 'Stop', home: 'There are three large buttons. The first takes a photo: press it when you see a problem, then press Send at the bottom. The second shows how your reports fare. The third calls 12345, where you can say it to a person.', call: 'Call 12345', mine: 'Here are the problems that you reported. Press one to see how it goes.', me: 'Here you can change the size of the letters and the colours.', report: 'At the bottom is the progress; the last line is the newest. When it is done, please say whether it is solved.', nearby: 'The dots on the map are problems nearby; below is the list. Press one to see how it goes.', shared: 'This is a public case; you can see how it goes. To report something new, press Report a problem.', notices: 'Here are the messages for you.', privacy: 'This page says what is kept of you, who sees it, and for how long. Name and number may stay empty. To have them deleted, press My reports. If anything is unclear, call 12345.', revisit: 'Please say whether the problem is solved. Choose both answers, then press Send at the bottom.',
  title: 'Display', auto: 'As the phone', light: 'Light', dark: 'Dark', sunlight: 'In the sun', elder: 'Elder mode', elderHint: 'Larger letters, fewer buttons, spoken hints', on: 'On', off: 'Off',
}

export const ELDER_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }
export type ElderWord = keyof typeof zh

/** The words for a key in the language of the page. */
export function e(word: ElderWord): string {
  return ELDER_WORDS[language.value][word]
}
