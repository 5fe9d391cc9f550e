/** English words, key by key as in `zh.ts`. */
import type { Words } from '.'

export const en: Words = {
  name: 'Xunjie', skip: 'Skip to content', back: 'Back', close: 'Close', retry: 'Try again', more: 'Show more', previous: 'Previous', next: 'Next',
  navigation: 'Main pages', language: 'Language', unread: 'unread', failed: 'That did not work, please try again later',
  noLine: 'No connection, please try again later', offline: 'You are offline. Go on as usual: it is sent when the line is back', outdated: 'There is a newer version; nothing you wrote is lost', update: 'Update',

  snap: 'Snap', snapTitle: 'New report', mine: 'My reports', nearby: 'Cases nearby', privacy: 'Privacy', notices: 'Notices', me: 'Me', desk: 'Desk', tasks: 'Tasks', report: 'Report', case: 'Case', rules: 'Dispatch rules', triage: 'How triage does', templates: 'Templates', undelivered: 'Undelivered', revisits: 'Revisits', hotline: '12345 import', channels: 'Channels', opinion: 'Opinion', seat: 'Desk 8612319',

  photos: 'Photos', shoot: 'Take a photo', shootMore: 'One more', shootHint: 'See a problem? One photo will do', album: 'From album', photoN: 'Photo {n}', removePhoto: 'Remove photo {n}',
  shrinking: 'Preparing photos…', phoneFull: 'The phone is full: this photo was not kept, all else is',
  where: 'Where', locate: 'Locate', locateAgain: 'Locate again', openMap: 'Choose on the map', positionIdle: 'Found while you take the photo', positionLooking: 'Finding your position…', positionFound: 'Found, within about {n} m',
  positionPicked: 'Placed where you picked', positionDenied: 'Position is not allowed: please write the place', positionUnavailable: 'No position here: please write the place',
  placeWords: 'Place in words', placeHint: 'e.g. 38 Bingzhou North Road', suggestions: 'Possible places',
  what: 'What is it', searchCategory: 'Search', unknownCategory: 'Don’t know',
  words: 'In your words', wordsHint: 'Say briefly what is wrong (optional)', noWords: '(no words)',
  send: 'Send', sendWith: 'Send ({n} photos)', needSomething: 'Take a photo or write a few words', keptHere: 'Kept on this phone, safe without a line', sentElsewhere: 'This report was sent from another tab',

  sending: 'Sending',
  number: 'Number', receivedAt: 'Received', progress: 'Progress',
  signIn: 'Sign in',

  dueAt: 'Due {at}',

  urgent: 'Urgent', noCategoryYet: 'No category yet',
  condition: 'Filing condition', organisation: 'Department',
  note: 'Note', needNote: 'Write a note', needCondition: 'Choose a filing condition', needOrganisation: 'Choose a department', needPhoto: 'Take a photo',

}
