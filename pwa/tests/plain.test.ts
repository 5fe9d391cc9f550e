/** The small pure parts: ids, digests, waiting times, sizes, receipts, EXIF, words. */
import { describe, expect, it, vi } from 'vitest'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { readProblem, sentence } from '../src/api/problem'
import type { Category } from '../src/api/types'
import { base64Digest, fallBackOn, hexDigest, isWithoutSubtle } from '../src/outbox/digest'
import { uuid7 } from '../src/outbox/identifier'
import { readReceipt } from '../src/outbox/receipt'
import { backoff, retryAfter } from '../src/outbox/retry'
import { search } from '../src/report/catalogue'
import { withExif } from '../src/report/exif'
import { fitted } from '../src/report/fitted'
import { ICONS, categoryIcon } from '../src/ui/icons'
import { en } from '../src/words/en'
import { zh } from '../src/words/zh'

describe('uuid7', () => {
  it('has version 7, variant 10 and its moment', () => {
    const id = uuid7(1_900_000_000_000)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_900_000_000_000)
  })
  it('sorts as made, also within one millisecond and with the clock set back', () => {
    const made = [...Array.from({ length: 9000 }, () => uuid7(1_900_000_000_001)), uuid7(5), uuid7(1_900_000_000_900)]
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })
})

it('counts SHA-256 like the standard says, by hand as by the browser', async () => {
  const abc = new TextEncoder().encode('abc')
  expect(await hexDigest(abc)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(await base64Digest(abc)).toBe('ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=')
  expect(bytesToHex(sha256(abc))).toBe(await hexDigest(abc))
  const whole = crypto
  vi.stubGlobal('crypto', { getRandomValues: whole.getRandomValues.bind(whole) })
  expect(isWithoutSubtle()).toBe(true)
  await expect(hexDigest(abc)).rejects.toThrow()
  fallBackOn(import('@noble/hashes/sha2.js'))
  expect(await base64Digest(abc)).toBe('ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=')
  vi.stubGlobal('crypto', whole)
})

describe('waiting', () => {
  it('doubles up to 300 s, less up to three tenths', () => {
    expect([0, 1, 2, 3, 8, 9, 50].map((tries) => backoff(tries, 0))).toEqual([1, 2, 4, 8, 256, 300, 300])
    expect(backoff(3, 0.999)).toBeGreaterThan(5.5)
  })
  it('reads Retry-After in seconds and as a date', () => {
    expect(retryAfter('7', 0)).toBe(7)
    expect(retryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 0)).toBe(60)
    expect([retryAfter(null, 0), retryAfter('', 0), retryAfter('soon', 0)]).toEqual([null, null, null])
    expect(retryAfter('-3', 0)).toBe(0)
  })
})

it('fits within 2048 and never enlarges', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 2048, height: 1536 })
  expect(fitted(3000, 4000)).toEqual({ width: 1536, height: 2048 })
  expect(fitted(640, 480)).toEqual({ width: 640, height: 480 })
  expect(fitted(9000, 1)).toEqual({ width: 2048, height: 1 })
})

describe('receipts', () => {
  const good = { id: 'a', number: '1', received_at: '', photos: [{ sha256: 'x', state: 'wanted', reason: null }] }
  it('takes a whole one, whatever the case of its id', () => {
    expect(readReceipt({ ...good, id: 'A' }, 'a', ['x'])).not.toBeNull()
  })
  it.each([null, 'text', 7, [], {}, { ...good, number: 3 }, { ...good, photos: null }, { ...good, photos: [{ sha256: 'x', state: 'maybe' }] }])('takes no %j', (value) => {
    expect(readReceipt(value, 'a', ['x'])).toBeNull()
  })
})

describe('problems', () => {
  it('shows the detail and the first words on fields', () => {
    const found = readProblem({ status: 422, title: 'T', detail: '内容有误', code: 'c', fields: { words: ['必填'] } })
    expect(found && sentence(found)).toBe('内容有误 必填')
  })
  it('is not found in what is none', () => {
    expect([readProblem('<html>'), readProblem(null), readProblem({ detail: 'x' })]).toEqual([null, null, null])
  })
})

describe('EXIF', () => {
  const tiff = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
  const segment = [0xff, 0xe1, 0, 2 + 6 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
  const original = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...segment, 0xff, 0xda, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]).buffer
  const shrunk = new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 0, 2, 9, 9]).buffer
  it('is carried over, upright', () => {
    const whole = [...new Uint8Array(withExif(original, shrunk))]
    const upright = segment.map((byte, index) => (index === 10 + 18 ? 1 : byte))
    expect(whole).toEqual([0xff, 0xd8, ...upright, 0xff, 0xdb, 0, 2, 9, 9])
  })
  it('changes nothing where there is none, or the original is no JPEG', () => {
    expect(withExif(shrunk, shrunk)).toBe(shrunk)
    expect(withExif(new Uint8Array([1, 2, 3]).buffer, shrunk)).toBe(shrunk)
    expect(withExif(original.slice(0, 20), shrunk)).toBe(shrunk)
  })
})

describe('categories', () => {
  const category = (name: string, synonyms: string[]): Category => ({ code: name, kind: 'component', class_name: '公用设施', name, automatic: true, common: true, synonyms, source: '', conditions: [] })
  const all = [category('路灯', ['灯不亮']), category('污水井盖', ['下水道盖子', '窨井'])]
  it('are found by name, by everyday words, by words inside a sentence, by class', () => {
    expect(search(all, '井盖').map(({ name }) => name)).toEqual(['污水井盖'])
    expect(search(all, '窨井坏了').map(({ name }) => name)).toEqual(['污水井盖'])
    expect(search(all, '公用').length).toBe(2)
    expect(search(all, ' ')).toEqual([])
  })
  it('each have a drawing', () => {
    expect(all.map((one) => categoryIcon(one))).toEqual(['lamp', 'manhole'])
    expect(Object.values(ICONS).every((path) => /^M[\d .a-zA-Z-]+$/.test(path))).toBe(true)
  })
})

describe('words', () => {
  const places = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([found]) => found).sort()
  it('are the same keys with the same places in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
    for (const [key, words] of Object.entries(zh)) expect([key, places(en[key as keyof typeof en])]).toEqual([key, places(words)])
  })
  it('are never empty', () => {
    expect([...Object.values(zh), ...Object.values(en)].every((words) => words.trim() !== '')).toBe(true)
  })
})
