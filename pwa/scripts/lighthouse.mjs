/** Lighthouse's mobile audit of one address by the chromium given; prints scores and times as one line of JSON. */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

const TRIES = 3
const TIMES = ['largest-contentful-paint', 'total-blocking-time']
const [address, chromePath] = process.argv.slice(2)
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] })

/** A chromium that others keep from the processor may draw nothing in time: then nothing was measured, and it is again. */
async function measured() {
  for (let left = TRIES - 1; ; left -= 1) {
    const { lhr } = await lighthouse(address, { port: chrome.port, output: 'json', onlyCategories: ['performance', 'accessibility', 'best-practices'] })
    const missing = TIMES.filter((id) => lhr.audits[id].numericValue === undefined)
    if (missing.length === 0) return lhr
    console.error(`lighthouse: ${missing.map((id) => `${id}: ${lhr.audits[id].errorMessage ?? ''}`).join('; ')}`)
    if (left === 0) throw new Error(`no measure in ${String(TRIES)} tries`)
  }
}

try {
  const lhr = await measured()
  const { categories, audits, lighthouseVersion, runWarnings } = lhr
  const failed = Object.values(audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
  console.log(JSON.stringify({
    version: lighthouseVersion,
    performance: categories.performance.score,
    accessibility: categories.accessibility.score,
    practices: categories['best-practices'].score,
    lcp: audits['largest-contentful-paint'].numericValue,
    tbt: audits['total-blocking-time'].numericValue,
    warnings: runWarnings,
    failed: failed.map(({ id, score, displayValue }) => `${id} ${String(score)} ${displayValue ?? ''}`.trim()),
  }))
} finally {
  chrome.kill()
}
