/** The pages and their addresses. Each page is a chunk of its own: the start page carries no canvas. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readReplaySearch } from '../replay/replaySearch.ts';
import { CrashPage, NotFoundPage, WaitPage } from './StandIns.tsx';

const rootRoute = createRootRoute();

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../home/HomePage.tsx'), 'HomePage'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$code',
  component: lazyRouteComponent(() => import('../join/JoinPage.tsx'), 'JoinPage'),
});

const handoverRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handover/$token',
  component: lazyRouteComponent(() => import('../people/HandoverPage.tsx'), 'HandoverPage'),
});

const recoverRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/recover/$token',
  component: lazyRouteComponent(() => import('../people/RecoverPage.tsx'), 'RecoverPage'),
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards/$boardId',
  /** `item`: the one to show, as a link to it says. */
  validateSearch: ({ item }): { item?: string } => (typeof item === 'string' ? { item } : {}),
  component: lazyRouteComponent(() => import('../board/BoardPage.tsx'), 'BoardPage'),
});

const replayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards/$boardId/replay',
  validateSearch: readReplaySearch,
  component: lazyRouteComponent(() => import('../replay/ReplayPage.tsx'), 'ReplayPage'),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards/$boardId/replay/compare',
  /** `a` and `b`: two times, in ms since the epoch; `page`: the one to look at. */
  validateSearch: ({ a, b, page }): { a?: number; b?: number; page?: string } => ({
    ...(typeof page === 'string' ? { page } : {}),
    ...(typeof a === 'number' && Number.isFinite(a) ? { a } : {}),
    ...(typeof b === 'number' && Number.isFinite(b) ? { b } : {}),
  }),
  component: lazyRouteComponent(() => import('../compare/ComparePage.tsx'), 'ComparePage'),
});

const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards/$boardId/me',
  component: lazyRouteComponent(() => import('../part/PartPage.tsx'), 'PartPage'),
});

const partsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me',
  component: lazyRouteComponent(() => import('../part/MyPartsPage.tsx'), 'MyPartsPage'),
});

const recordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me/record',
  component: lazyRouteComponent(() => import('../part/RecordPage.tsx'), 'RecordPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    joinRoute,
    handoverRoute,
    recoverRoute,
    boardRoute,
    replayRoute,
    compareRoute,
    partRoute,
    partsRoute,
    recordRoute,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: WaitPage,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
