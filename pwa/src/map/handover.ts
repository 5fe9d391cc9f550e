/** Handing a place to the phone's own map app, each in the datum that it draws in. Pure. */
import { toGcj02 } from './datum'
import type { Point } from './ground'

export type MapApp = 'amap' | 'tencent' | 'system'

export const MAP_APPS: readonly MapApp[] = ['amap', 'tencent', 'system']

const exact = (degrees: number) => degrees.toFixed(6)

/** The address that opens walking directions to a point (degrees in WGS-84) in an app. */
export function directions(app: MapApp, to: Point, name: string): string {
  const { lon, lat } = toGcj02(to)
  const label = encodeURIComponent(name.slice(0, 40) || '目的地')
  switch (app) {
    case 'amap': return `https://uri.amap.com/navigation?to=${exact(lon)},${exact(lat)},${label}&mode=walk&coordinate=gaode&src=xunjie&callnative=1`
    case 'tencent': return `https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=${label}&tocoord=${exact(lat)},${exact(lon)}&referer=xunjie`
    case 'system': return `geo:${exact(to.lat)},${exact(to.lon)}?q=${exact(to.lat)},${exact(to.lon)}(${label})`
  }
}
