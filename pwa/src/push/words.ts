/** Words of being told on this phone, in both languages; fetched with its cards. */
import { language, type Language } from '../words'

const zh = {
  title: '消息提醒', ask: '有进展时提醒您？', askHint: '立案、办结时在手机上提醒，不会打扰您别的事。', yes: '好，提醒我', later: '不用', on: '这部手机会提醒您', turnOn: '在这部手机上提醒', turnOff: '不再提醒', denied: '手机没有允许提醒。进展都在“消息”里；要提醒，请在手机设置里允许通知。', unable: '这里不能推送提醒，进展都在“消息”里。', failed: '没有开通，请稍后再试', about: '提醒这些事', test: '试一下', tested: '马上会收到一条试发的提醒',
}

const en: Record<keyof typeof zh, string> = {
  title: 'Being told', ask: 'Shall we tell you how it goes?', askHint: 'On this phone, when it is filed or closed, and of nothing else.', yes: 'Yes, tell me', later: 'No', on: 'This phone will tell you', turnOn: 'Tell me on this phone', turnOff: 'Tell me no more', denied: 'The phone does not allow it. All is told under “Notices”; to be told, allow notifications in the phone’s settings.', unable: 'Nothing can be pushed here; all is told under “Notices”.', failed: 'That did not work, please try again later', about: 'Tell me of', test: 'Try it', tested: 'A trial comes in a moment',
}

export const PUSH_WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** The words for a key in the language of the page. */
export function p(word: keyof typeof zh): string {
  return PUSH_WORDS[language.value][word]
}
