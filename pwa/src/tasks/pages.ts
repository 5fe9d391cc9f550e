/** An inspector's pages, fetched as one: whoever opens one needs the other before the line goes. */
export { default as DutyPage } from '../duty/DutyPage.vue'
export { default as TasksPage } from './TasksPage.vue'
