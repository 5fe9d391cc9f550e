/** The desk's daily pages, fetched as one. */
export { default as ChiefPage } from '../duty/ChiefPage.vue'
export { default as CasePage } from './CasePage.vue'
export { default as DeskPage } from './DeskPage.vue'
