/** What is said aloud on the citizen's pages, and the words of how the page looks; fetched when wanted. */
import { language, type Language } from '../words'

const zh = {
  listen: '听一听怎么用', stop: '停', home: '看到问题，按最上面的大按钮拍一张照片，再按最下面的发送，就可以了。不会选类别、不会写字都没关系，工作人员会看照片。', mine: '这里是您上报过的问题。按一下，就能看办到哪一步。', me: '这里可以调字的大小和颜色。', report: '最下面是办理进展，最后一行是最新的。办好以后，请按解决了或者没有解决。', other: '按左上角的箭头可以返回。',
  title: '显示', auto: '跟随手机', light: '浅色', dark: '深色', sunlight: '阳光下', elder: '长辈模式', elderHint: '字更大，按钮更少，可以听提示', on: '开', off: '关',
}

const en: Record<keyof typeof zh, string> = {
  listen: 'Hear how it works', stop: 'Stop', home: 'When you see a problem, press the large button at the top, take a photo, then press Send at the bottom. You need not choose a category or write: staff will look at the photo.', mine: 'Here are the problems that you reported. Press one to see how it goes.', me: 'Here you can change the size of the letters and the colours.', report: 'At the bottom is the progress; the last line is the newest. When it is done, please say whether it is solved.', other: 'The arrow at the top left takes you back.',
  title: 'Display', auto: 'As the phone', light: 'Light', dark: 'Dark', sunlight: 'In the sun', elder: 'Elder mode', elderHint: 'Larger letters, fewer buttons, spoken hints', on: 'On', off: 'Off',
}

export const ELDER_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }
export type ElderWord = keyof typeof zh

/** The words for a key in the language of the page. */
export function e(word: ElderWord): string {
  return ELDER_WORDS[language.value][word]
}
