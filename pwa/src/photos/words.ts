/** Words of the sheet on which places of a photo are veiled, in both languages; fetched with it. */
import { language, type Language } from '../words'

const zh = {
  title: '公众看到的照片', open: '遮挡', hint: '按住拖动，框出要遮挡的地方；点已有的框可以取消遮挡。', mayNot: '只有受理员、值班长和管理员可以改动。',
  asItIs: '原样与遮挡框', asPublic: '公众看到的样子', waiting: '公众版本正在重新生成，此前公众看不到这张照片', unseen: '没有安装识别模型，只遮挡人工画的框', drawing: '正在保存…',
  face: '人脸', plate: '号牌', hand: '人工', lift: '取消这处遮挡', keep: '保留', none: '没有遮挡', history: '遮挡记录', made: '{at} 遮挡', removed: '{at} 取消', sure: '把握 {n}%',
  photo: '照片，可拖动画框', image: '照片', read: '识别出的文字', nothingRead: '没有识别出文字',
}

type Key = keyof typeof zh

const en: Record<Key, string> = {
  title: 'What the public sees', open: 'Veil', hint: 'Press and drag over what is to be veiled; tap a box to lift it.', mayNot: 'Only operators, duty chiefs and administrators may change this.',
  asItIs: 'As it is, with boxes', asPublic: 'As the public sees it', waiting: 'The public version is being made anew; until then the public sees nothing of it', unseen: 'No models are installed: only boxes drawn by hand are veiled', drawing: 'Saving…',
  face: 'Face', plate: 'Plate', hand: 'By hand', lift: 'Lift this veil', keep: 'Keep it', none: 'Nothing is veiled', history: 'What was veiled', made: 'veiled {at}', removed: 'lifted {at}', sure: '{n} % sure',
  photo: 'Photo; drag to draw a box', image: 'Photo', read: 'Words read', nothingRead: 'No words were read',
}

export const VEIL_WORDS: Record<Language, Record<Key, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page, with {name} places filled in. */
export function v(word: Key, values: Record<string, string | number> = {}): string {
  return VEIL_WORDS[language.value][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
