/** 中文用语；`en.ts` has the same keys. */
export const zh = {
  name: '巡街', skip: '跳到正文', back: '返回', close: '关闭', retry: '再试一次', more: '再看一些', previous: '上一张', next: '下一张',
  navigation: '主要页面', language: '语言', unread: '未读', failed: '没有办成，请稍后再试',
  noLine: '网络不通，请稍后再试', offline: '当前没有网络，可以照常填写，联网后自动发送', outdated: '有新版本，写好的和没送出的都还在', update: '更新',

  snap: '随手拍', snapTitle: '随手拍', mine: '我的上报', nearby: '附近案件', privacy: '隐私说明', notices: '消息', me: '我', desk: '工作台', tasks: '任务', report: '上报', case: '案件', rules: '派遣规则', triage: '研判准确率', templates: '通知模板', undelivered: '未送达', revisits: '回访', hotline: '12345 导入', channels: '渠道', opinion: '舆情', seat: '坐席 8612319',

  photos: '照片', shoot: '拍照上报', shootMore: '再拍一张', shootHint: '看到问题，拍一张就行', album: '从相册选', photoN: '第 {n} 张照片', removePhoto: '去掉第 {n} 张照片',
  shrinking: '正在处理照片…', phoneFull: '手机空间不足，这张照片没有存下',
  where: '地点', locate: '定位', locateAgain: '重新定位', openMap: '在地图上选', positionIdle: '拍照时自动定位', positionLooking: '正在定位…', positionFound: '已定位，误差约 {n} 米',
  positionPicked: '已按所选地点定位', positionDenied: '没有定位权限，请写下地点', positionUnavailable: '此处不能自动定位，请写下地点',
  placeWords: '地点说明', placeHint: '如：并州北路38号门前', suggestions: '可能的地点',
  what: '是什么问题', searchCategory: '查找类别', unknownCategory: '不知道',
  words: '说明', wordsHint: '简单说说情况（可不填）', noWords: '（没有文字说明）',
  send: '发送', sendWith: '发送（{n} 张照片）', needSomething: '请拍一张照片，或写几句说明', keptHere: '已存在手机上，没有网络也不会丢', sentElsewhere: '这条上报已在另一个页面发送',

  sending: '正在发送',
  number: '编号', receivedAt: '收到时间', progress: '办理进展',
  signIn: '登录',

  dueAt: '时限 {at}',

  urgent: '紧急', noCategoryYet: '类别待定',
  condition: '立案条件', organisation: '处置单位',
  note: '说明', needNote: '请写说明', needCondition: '请选立案条件', needOrganisation: '请选处置单位', needPhoto: '请拍照片',

}
