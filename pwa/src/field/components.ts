/** Components near a point: from the server, or from the pack where there is no line. */
import { api, body } from '../api/client'
import { Refusal } from '../api/problem'
import type { Component, Position } from '../api/types'
import { packedComponents } from '../pack/components'

const WITHIN = 150 // metres
const SHOWN = 30

export interface Near {
  items: Component[]
  isPacked: boolean
}

/** Those of one category about a point, the nearest first. Throws where there is neither line nor pack. */
export async function nearest(at: Position, category: string): Promise<Near> {
  const { lon, lat, datum } = at
  try {
    const found = body<Component[]>(await api.GET('/api/v1/components', { params: { query: { lon, lat, datum, within: WITHIN, category } } }))
    return { items: found, isPacked: false }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const kept = await packedComponents(at, category, WITHIN)
    if (kept === null) throw error
    return { items: kept.slice(0, SHOWN), isPacked: true }
  }
}
