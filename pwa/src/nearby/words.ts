/** Words of what anybody may see, in both languages; fetched with its pages. */
import { language, type Language } from '../words'

const zh = {
  map: '附近案件地图，方向键移动，加减键缩放', hint: '移动地图看别处。位置只显示到一百米左右，照片已遮挡人脸和车牌。', looking: '正在查找附近的案件…', none: '这一带没有公开的案件', noneHint: '立案以后的案件会显示在这里。看到问题，随手拍一张。',
  noMap: '这部手机打不开地图，案件列在下面。', offline: '现在没有网络，地图打不开。', loading: '正在打开地图…', count: '这一带 {n} 件', here: '这里 {n} 件', all: '看全部', received: '{day} 上报', closed: '{day} 办结',
  share: '分享', shareWords: '{what}：{stage}', copied: '链接已复制，可以粘贴发给别人', copyHand: '请长按复制这个链接', shareHint: '别人打开链接只看得到类别、大概位置和进展，看不到您是谁、写了什么。',
  before: '处置前', after: '处置后', about: '大概位置', stage: '进展', day: '上报日期', closedDay: '办结日期', noPhotos: '照片在办结并遮挡后公开。', merged: '这件事与另一件是同一个问题，已合并办理，下面是合并后的进展。', gone: '这件事现在没有公开', goneHint: '可能还没有立案，或者已经过了公开的时间。', report: '我也要上报', more: '看附近的案件', photo: '{kind}，第 {n} 张',
}

const en: Record<keyof typeof zh, string> = {
  map: 'Map of cases nearby; arrow keys move, plus and minus zoom', hint: 'Move the map to look elsewhere. Places are shown to about a hundred metres; faces and plates are veiled.', looking: 'Looking for cases nearby…', none: 'No public cases around here', noneHint: 'Cases appear here once they are filed. See a problem? Snap it.',
  noMap: 'This phone cannot show the map; the cases are listed below.', offline: 'There is no connection, so no map.', loading: 'Opening the map…', count: '{n} around here', here: '{n} at this place', all: 'Show all', received: 'reported {day}', closed: 'closed {day}',
  share: 'Share', shareWords: '{what}: {stage}', copied: 'The link is copied', copyHand: 'Press long to copy this link', shareHint: 'Whoever opens it sees the category, roughly where, and how far it is: not who you are, nor what you wrote.',
  before: 'Before', after: 'After', about: 'About where', stage: 'How far', day: 'Reported', closedDay: 'Closed', noPhotos: 'Photos are shown once it is closed and they are veiled.', merged: 'This is the same problem as another case and is dealt with there; below is how that one fares.', gone: 'This case is not public', goneHint: 'It may not be filed yet, or the time for which it was shown is over.', report: 'Report a problem', more: 'Cases nearby', photo: '{kind}, photo {n}',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function n(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
