/** A file on its way in: chosen, looked at, its columns said, its import asked for. */
import { computed, ref, shallowRef } from 'vue'
import type { HotlineFile, HotlineMapping, HotlineTrial } from '../api/types'
import { whyOf } from '../ui/useAsk'
import { begin, look, saveMapping, tryOut as tryFile } from './calls'

export function useImport(begun: () => Promise<void>) {
  const file = shallowRef<File | null>(null)
  const source = ref('12345')
  const looked = shallowRef<HotlineFile | null>(null)
  const chosen = ref<Record<string, string>>({})
  const isBusy = ref(false)
  const why = ref<string | null>(null)
  const trial = shallowRef<HotlineTrial | null>(null)
  const isTrying = ref(false)
  const sheets = computed(() => looked.value?.sheets ?? [])
  const isReady = computed(() => sheets.value.some((sheet) => sheet.missing.length === 0))

  async function doing(work: () => Promise<void>): Promise<void> {
    isBusy.value = true
    why.value = null
    trial.value = null
    await work().catch((error: unknown) => { why.value = whyOf(error) })
    isBusy.value = false
  }

  async function lookAgain(): Promise<void> {
    if (file.value === null) return
    looked.value = await look(file.value, source.value)
    chosen.value = Object.fromEntries(sheets.value.flatMap((sheet) => sheet.columns.map((one) => [one.key, one.field ?? ''])))
  }

  const choose = (one: File) => doing(async () => { file.value = one; looked.value = null; await lookAgain() })
  const say = (key: string, field: string) => doing(async () => {
    const others = Object.entries(chosen.value).map(([name, held]) => [name, held === field ? '' : held])
    await saveMapping(source.value, { ...Object.fromEntries(others), [key]: field } as HotlineMapping)
    await lookAgain()
  })
  const tryOut = () => doing(async () => {
    if (looked.value === null) return
    isTrying.value = true
    trial.value = await tryFile(looked.value).finally(() => { isTrying.value = false })
  })
  const take = () => doing(async () => {
    if (looked.value === null) return
    await begin(looked.value)
    drop()
    await begun()
  })
  function drop(): void { file.value = null; looked.value = null; trial.value = null; why.value = null }

  return { source, looked, sheets, isBusy, isReady, trial, isTrying, why, choose, say, tryOut, take, drop }
}
