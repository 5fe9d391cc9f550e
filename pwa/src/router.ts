/** Which address shows which page; the citizen's first page is there at once, the others when asked for. */
import { createRouter, createWebHistory } from 'vue-router'
import { warmUp } from './report/shrink'
import SnapPage from './report/SnapPage.vue'
import { useSession } from './session/useSession'
import { say } from './ui/say'
import { t, type Word } from './words'

declare module 'vue-router' {
  interface RouteMeta {
    title?: Word
    back?: string
  }
}

const { person, isInspector, isAtDesk } = useSession()

const MinePage = () => import('./report/MinePage.vue')
const ReportPage = () => import('./report/ReportPage.vue')
const NoticesPage = () => import('./notices/NoticesPage.vue')
const MePage = () => import('./session/MePage.vue')
const SignInPage = () => import('./session/SignInPage.vue')
const field = () => import('./tasks/pages')
const TasksPage = () => field().then((pages) => pages.TasksPage)
const TaskRoom = () => field().then((pages) => pages.TaskRoom)
const office = () => import('./cases/pages')
const ChiefPage = () => office().then((pages) => pages.ChiefPage)
const DeskPage = () => office().then((pages) => pages.DeskPage)
const CasePage = () => office().then((pages) => pages.CasePage)
const TemplatesPage = () => office().then((pages) => pages.TemplatesPage)
const UndeliveredPage = () => office().then((pages) => pages.UndeliveredPage)
const CallsPage = () => office().then((pages) => pages.CallsPage)
const NearbyPage = () => import('./nearby/NearbyPage.vue')
const SharedPage = () => import('./nearby/SharedPage.vue')
const PrivacyPage = () => import('./privacy/PrivacyPage.vue')
const AskPage = () => import('./revisits/AskPage.vue')
const HotlinePage = () => office().then((pages) => pages.HotlinePage)
const ChannelsPage = () => office().then((pages) => pages.ChannelsPage)
const OpinionPage = () => office().then((pages) => pages.OpinionPage)
const SeatPage = () => office().then((pages) => pages.SeatPage)
const RulesPage = () => office().then((pages) => pages.RulesPage)
const RepeatsPage = () => office().then((pages) => pages.RepeatsPage)
const FiguresPage = () => office().then((pages) => pages.FiguresPage)

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: SnapPage, meta: { title: 'snapTitle' } },
    { path: '/mine', component: MinePage, meta: { title: 'mine' } },
    { path: '/reports/:id', component: ReportPage, props: true, meta: { title: 'report', back: '/mine' } },
    { path: '/notices', component: NoticesPage, meta: { title: 'notices' } },
    { path: '/me', component: MePage, meta: { title: 'me' } },
    { path: '/sign-in', component: SignInPage, meta: { title: 'signIn', back: '/me' } },
    { path: '/tasks', component: TasksPage, meta: { title: 'tasks' } },
    { path: '/tasks/:page', component: TaskRoom, props: true, meta: { title: 'tasks', back: '/tasks' } },
    { path: '/desk/duty', component: ChiefPage, meta: { title: 'desk', back: '/me' } },
    { path: '/desk', component: DeskPage, meta: { title: 'desk' } },
    { path: '/desk/cases/:id', component: CasePage, props: true, meta: { title: 'case', back: '/desk' } },
    { path: '/desk/hotline', component: HotlinePage, meta: { title: 'hotline', back: '/me' } },
    { path: '/desk/channels', component: ChannelsPage, meta: { title: 'channels', back: '/me' } },
    { path: '/desk/calls', component: SeatPage, meta: { title: 'seat', back: '/me' } },
    { path: '/desk/opinion', component: OpinionPage, meta: { title: 'opinion', back: '/me' } },
    { path: '/desk/rules', component: RulesPage, meta: { title: 'rules', back: '/me' } },
    { path: '/desk/triage', component: FiguresPage, meta: { title: 'triage', back: '/me' } },
    { path: '/desk/repeats', component: RepeatsPage, meta: { title: 'desk', back: '/me' } },
    { path: '/desk/templates', component: TemplatesPage, meta: { title: 'templates', back: '/me' } },
    { path: '/desk/undelivered', component: UndeliveredPage, meta: { title: 'undelivered', back: '/me' } },
    { path: '/desk/revisits', component: CallsPage, meta: { title: 'revisits', back: '/me' } },
    { path: '/nearby', component: NearbyPage, meta: { title: 'nearby', back: '/mine' } },
    { path: '/c/:id', component: SharedPage, props: true, meta: { title: 'case' } },
    { path: '/privacy', component: PrivacyPage, meta: { title: 'privacy', back: '/me' } },
    { path: '/r/:token', component: AskPage, props: true, meta: { title: 'revisits' } },
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

/** Fetch the pages this person will turn to, so that they open without a line where there is no service worker. */
export async function fetchAhead(): Promise<void> {
  const pages: (() => Promise<unknown>)[] = [MinePage, ReportPage, NoticesPage, MePage]
  if (isInspector.value) pages.push(TasksPage)
  if (isAtDesk.value) pages.push(DeskPage)
  for (const page of pages) await page()
  warmUp()
  await import('./report/CategorySheet.vue')
  await import('./ui/toast')
}

// A page that cannot be fetched now: say so, and stay where we are.
router.onError(() => { say(t('noLine')) })
