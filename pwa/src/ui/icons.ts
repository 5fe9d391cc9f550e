/** The drawings: strokes on a 24 by 24 field. */
export const ICONS = {
  back: 'M15 5l-7 7 7 7',
  camera: 'M4 8h3.2l1.6-2.5h6.4L16.8 8H20a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 4 8zM12 16.8a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z',
  album: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 16.5M15.5 9.5h.01',
  pin: 'M12 21s-6.5-5.7-6.5-11a6.5 6.5 0 0 1 13 0c0 5.3-6.5 11-6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  list: 'M8.5 6H20M8.5 12H20M8.5 18H20M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20.5c.6-3.7 3.6-6 7.5-6s6.9 2.3 7.5 6',
  desk: 'M4 5h16v10H4zM9 19.5h6M12 15v4.5M8 9h8M8 11.8h5',
  task: 'M6 4.5h12v16H6zM9.5 3h5v3h-5zM9 13l2.2 2.2L15.5 11',
  search: 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM16 16l4.5 4.5',
  cross: 'M6 6l12 12M18 6L6 18',
  check: 'M4.5 12.5l5 5L19.5 7',
  question: 'M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2.1M12 17.5h.01M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.3 2',
  cloud: 'M7 18.5a4.5 4.5 0 0 1-.5-8.97A6 6 0 0 1 18 9.5a4.5 4.5 0 0 1-.5 9zM4 3l16 18',
  manhole: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8 9h8M7 12h10M8 15h8',
  grate: 'M4 6h16v12H4zM8 6v12M12 6v12M16 6v12',
  lamp: 'M8 21h5M10.5 21V5.5a2.5 2.5 0 0 1 2.5-2.5h3M14 7h6l-1.5-4H15.5zM15 10v1.5M18.5 10v1.5',
  bin: 'M5 7h14M9.5 7V4.5h5V7M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6',
  tree: 'M12 21v-6M12 15c-4 0-6-2.2-6-5 0-1.7.9-3 2.2-3.7C8.5 4.3 10 3 12 3s3.5 1.3 3.8 3.3C17.1 7 18 8.3 18 10c0 2.8-2 5-6 5zM12 12l2.5-2.5',
  road: 'M8 3L4.5 21M16 3l3.5 18M12 4v3M12 10.5v3M12 17v3',
  water: 'M12 3.5s6 6.3 6 10.5a6 6 0 0 1-12 0c0-4.2 6-10.5 6-10.5zM9.5 14.5a2.7 2.7 0 0 0 2.3 2.5',
  bolt: 'M13 2.5L5.5 13.5H11l-1 8 8-11.5h-5.5z',
  stall: 'M4 9.5L5.5 4.5h13L20 9.5a2.5 2.5 0 0 1-5.3 0 2.7 2.7 0 0 1-5.4 0A2.5 2.5 0 0 1 4 9.5zM6 12.5V20h12v-7.5',
  poster: 'M5 4h14v12H5zM8 8h8M8 11.5h5M9 16v5M15 16v5',
  cone: 'M4 20h16M6.5 20L11 4h2l4.5 16M9 11.5h6M7.8 15.8h8.4',
  bike: 'M6 18.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM18 18.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM6 15l3.5-7h6L18 15M9.5 8H8M11.5 15l-2-7M11.5 15l4-6.5',
  car: 'M3.5 16.5v-4l2-5.5h13l2 5.5v4zM3.5 12.5h17M7 16.5V19M17 16.5V19M7.5 14.5h.01M16.5 14.5h.01',
  brush: 'M19.5 4.5c-4 1.5-8 5-9.5 8.5l1.5 1.5c3.5-1.5 6.8-5.7 8-10zM9.5 14c-2.5-.5-4.5 1-4.5 3.5 0 1.3-.5 2-1.5 2.5 3.5 1 7.5 0 7.5-4.5z',
  fire: 'M12 21a6 6 0 0 1-6-6c0-3.5 3-5 3.5-8.5 2 .8 3 2.5 3 4.5 1-.5 1.5-1.5 1.5-2.5 2.5 1.5 4 4 4 6.5a6 6 0 0 1-6 6z',
  heat: 'M5 8v12M9.7 8v12M14.3 8v12M19 8v12M4 11h16M4 17h16M8 2.5v2.5M12 2.5v2.5M16 2.5v2.5',
  bus: 'M5 4.5h14v12.5H5zM5 11h14M7.5 17v2.5M16.5 17v2.5M8 14.2h.01M16 14.2h.01',
  house: 'M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20',
  snow: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5',
  noise: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  sign: 'M12 21v-7M12 3v2M5 5h12l3 3-3 3H5zM9 21h6',
  toilet: 'M8 5.5h.01M16 5.5h.01M6 9h4l.5 5H9.5v6h-3v-6H5.5zM16 9l2.5 6h-1.5v5h-2v-5h-1.5z',
  bench: 'M4 8h16M4 12h16M6 12v7M18 12v7M6 8V5.5M18 8V5.5',
  way: 'M20.5 3.5L3.5 10.6l7 2.9 2.9 7z',
  warn: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.3h.01',
} as const

export type IconName = keyof typeof ICONS

const BY_WORD: readonly (readonly [RegExp, IconName])[] = [
  [/雨水箅|箅|grate/i, 'grate'], [/井盖|井|manhole|cover/i, 'manhole'], [/路灯|照明|灯|light|lamp/i, 'lamp'], [/积雪|冰|雪|snow/i, 'snow'], [/供热|暖气|供暖|暖|heat/i, 'heat'],
  [/燃气|气表|煤气|火|焚烧|焚/, 'fire'], [/公厕|厕|toilet/i, 'toilet'], [/座椅|休息|健身|亭|bench|kiosk/i, 'bench'], [/共享单车|自行车|非机动车|电动车|bike|cycle/i, 'bike'],
  [/占道|摊|店外|经营|游商|烧烤|barbecue|trad/i, 'stall'], [/小广告|涂写|乱写|乱画|张贴|刻画|flypost/i, 'brush'], [/广告|招牌|横幅|条幅|牌匾|advert|banner/i, 'poster'],
  [/交通标志|标志|路名牌|指示牌|信号|sign/i, 'sign'], [/施工|工地|渣土|扬尘|工程|rubble/i, 'cone'], [/噪声|噪音|扰民|noise/i, 'noise'],
  [/垃圾|果皮|废弃|环卫|保洁|不洁|卫生|rubbish|waste|litter/i, 'bin'], [/树|绿|草|花|园林|tree|green/i, 'tree'], [/公交|出租|客运|地铁|bus /i, 'bus'], [/机动车|停车|车辆|车|parking|vehicle/i, 'car'],
  [/积水|供水|水|消火栓|漏|water|hydrant/i, 'water'], [/电|线缆|通信|变压|箱|杆|cable|pole/i, 'bolt'], [/房|物业|楼|建筑|拆迁|违建|搭建|build/i, 'house'],
  [/路面|道路|桥|人行道|盲道|塌陷|护栏|路|road|pavement|bridge/i, 'road'],
]

/** The drawing for a category, by the words of its name. */
export function categoryIcon(category: { name: string; class_name?: string }): IconName {
  const byName = BY_WORD.find(([pattern]) => pattern.test(category.name))
  return (byName ?? BY_WORD.find(([pattern]) => pattern.test(category.class_name ?? '')))?.[1] ?? 'warn'
}
