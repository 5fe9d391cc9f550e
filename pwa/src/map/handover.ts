/** Handing a place to the phone's own map app, each in the datum that it draws in. Pure. */
import { toGcj02 } from './datum'
import type { Point } from './ground'

export type MapApp = 'amap' | 'tencent' | 'system'

export const MAP_APPS: readonly MapApp[] = ['amap', 'tencent', 'system']

const exact = (degrees: number) => degrees.toFixed(6)

const labelOf = (name: string) => encodeURIComponent(name.slice(0, 40) || '目的地')

/** What kind of phone asks. WeChat's web-view opens no app by its scheme, and no desk has one. */
export function phoneOf(agent: string): 'android' | 'apple' | null {
  if (agent.includes('MicroMessenger')) return null
  if (agent.includes('Android')) return 'android'
  return /iPhone|iPad/.test(agent) ? 'apple' : null
}

/** The scheme that opens walking directions in the app itself (degrees in WGS-84), or null where there is none: then `directions`. */
export function scheme(app: MapApp, to: Point, name: string, phone: 'android' | 'apple' | null): string | null {
  if (app === 'system' || phone === null) return null
  const { lon, lat } = toGcj02(to)
  const label = labelOf(name)
  if (app === 'tencent') return `qqmap://map/routeplan?type=walk&to=${label}&tocoord=${exact(lat)},${exact(lon)}&referer=xunjie`
  const begin = phone === 'android' ? 'amapuri://route/plan/' : 'iosamap://path'
  return `${begin}?sourceApplication=xunjie&dlat=${exact(lat)}&dlon=${exact(lon)}&dname=${label}&dev=0&t=2` // dev=0: GCJ-02 as it is; t=2: on foot
}

/** The address that opens walking directions to a point (degrees in WGS-84) in an app or on its page; Apple's maps know no geo: and draw China in GCJ-02. */
export function directions(app: MapApp, to: Point, name: string, isApple: boolean = /iPhone|iPad|Macintosh/.test(navigator.userAgent)): string {
  const { lon, lat } = toGcj02(to)
  const label = labelOf(name)
  switch (app) {
    case 'amap': return `https://uri.amap.com/navigation?to=${exact(lon)},${exact(lat)},${label}&mode=walk&coordinate=gaode&src=xunjie&callnative=1`
    case 'tencent': return `https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=${label}&tocoord=${exact(lat)},${exact(lon)}&referer=xunjie`
    case 'system': return isApple ? `https://maps.apple.com/?daddr=${exact(lat)},${exact(lon)}&dirflg=w&q=${label}` : `geo:${exact(to.lat)},${exact(to.lon)}?q=${exact(to.lat)},${exact(to.lon)}(${label})`
  }
}
