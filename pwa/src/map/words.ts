/** The map's own words, in both languages; fetched with the map, so that the first page stays small. */
import { language, type Language } from '../words'

const zh = {
  title: '在地图上选地点', hint: '拖动地图，让图钉对准问题所在', label: '城市地图，方向键移动，加减键缩放',
  loading: '正在打开地图…', looking: '正在查这里是哪里…', nowhere: '这里没有已知的地名', confirm: '就选这里', nearer: '放大', farther: '缩小',
  offline: '现在没有网络，地图打不开。请回去用文字写下地点，一样能上报。',
  noMap: '这部手机打不开地图。请回去用文字写下地点，一样能上报。', patchy: '网络不好，地图可能不全', goBack: '回去写地点', noSpots: '这部手机打不开地图，请看列表',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Choose on the map', hint: 'Drag the map until the pin stands on the problem', label: 'Map of the city; arrow keys move, plus and minus zoom',
  loading: 'Opening the map…', looking: 'Looking up this place…', nowhere: 'No known name here', confirm: 'Choose this place', nearer: 'Zoom in', farther: 'Zoom out',
  offline: 'There is no connection, so no map. Go back and write the place: that works just as well.',
  noMap: 'This phone cannot show the map. Go back and write the place: that works just as well.', patchy: 'Poor connection: the map may be incomplete', goBack: 'Write the place', noSpots: 'This phone cannot show the map: see the list',
}

export const MAP_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The map's words for a key, in the language of the page. */
export function m(word: keyof typeof zh): string {
  return MAP_WORDS[language.value][word]
}
