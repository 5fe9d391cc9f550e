/** Handing a place to the phone's own map app, each in the datum that it draws in. Pure. */
import { toGcj02 } from './datum'
import type { Point } from './ground'

export type MapApp = 'amap' | 'tencent' | 'system'

export const MAP_APPS: readonly MapApp[] = ['amap', 'tencent', 'system']

const exact = (degrees: number) => degrees.toFixed(6)

/** The address that opens walking directions to a point (degrees in WGS-84) in an app; Apple's maps know no geo: and draw China in GCJ-02. */
export function directions(app: MapApp, to: Point, name: string, isApple: boolean = /iPhone|iPad|Macintosh/.test(navigator.userAgent)): string {
  const { lon, lat } = toGcj02(to)
  const label = encodeURIComponent(name.slice(0, 40) || '目的地')
  switch (app) {
    case 'amap': return `https://uri.amap.com/navigation?to=${exact(lon)},${exact(lat)},${label}&mode=walk&coordinate=gaode&src=xunjie&callnative=1`
    case 'tencent': return `https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=${label}&tocoord=${exact(lat)},${exact(lon)}&referer=xunjie`
    case 'system': return isApple ? `https://maps.apple.com/?daddr=${exact(lat)},${exact(lon)}&dirflg=w&q=${label}` : `geo:${exact(to.lat)},${exact(to.lon)}?q=${exact(to.lat)},${exact(to.lon)}(${label})`
  }
}
