/** An inspector's pages, fetched as one: whoever opens one needs the others before the line goes. */
export { default as TaskRoom } from './TaskRoom.vue'
export { default as TasksPage } from './TasksPage.vue'
