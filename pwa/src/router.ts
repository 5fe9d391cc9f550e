/** Which address shows which page; the citizen's first page is there at once, the others when asked for. */
import { createRouter, createWebHistory } from 'vue-router'
import SnapPage from './report/SnapPage.vue'
import { useSession } from './session/useSession'
import type { Word } from './words'

declare module 'vue-router' {
  interface RouteMeta {
    title?: Word
    back?: string
  }
}

const { person, isInspector, isAtDesk } = useSession()

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: SnapPage, meta: { title: 'snapTitle' } },
    { path: '/mine', component: () => import('./report/MinePage.vue'), meta: { title: 'mine' } },
    { path: '/reports/:id', component: () => import('./report/ReportPage.vue'), props: true, meta: { title: 'report', back: '/mine' } },
    { path: '/notices', component: () => import('./notices/NoticesPage.vue'), meta: { title: 'notices' } },
    { path: '/me', component: () => import('./session/MePage.vue'), meta: { title: 'me' } },
    { path: '/sign-in', component: () => import('./session/SignInPage.vue'), meta: { title: 'signIn', back: '/me' } },
    { path: '/tasks', component: () => import('./tasks/TasksPage.vue'), meta: { title: 'tasks' } },
    { path: '/desk', component: () => import('./cases/DeskPage.vue'), meta: { title: 'desk' } },
    { path: '/desk/cases/:id', component: () => import('./cases/CasePage.vue'), props: true, meta: { title: 'case', back: '/desk' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})

router.beforeEach((to, from) => {
  const isStaffOnly = to.path.startsWith('/desk') || to.path.startsWith('/tasks')
  if (isStaffOnly && person.value === null) return { path: '/sign-in', query: { to: to.fullPath } }
  const isFirst = from.matched.length === 0
  if (isFirst && to.path === '/' && isAtDesk.value && !isInspector.value) return '/desk'
  return true
})
