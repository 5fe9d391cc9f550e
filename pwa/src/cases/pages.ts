/** The desk's pages, fetched as one. */
export { default as ChiefPage } from '../duty/ChiefPage.vue'
export { default as CasePage } from './CasePage.vue'
export { default as DeskPage } from './DeskPage.vue'
export { default as TemplatesPage } from '../notices/TemplatesPage.vue'
export { default as UndeliveredPage } from '../notices/UndeliveredPage.vue'
export { default as FiguresPage } from '../triage/FiguresPage.vue'
