/** The pages and their addresses. Each page is a chunk of its own: the start page carries no canvas. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
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
  component: lazyRouteComponent(() => import('../board/BoardPage.tsx'), 'BoardPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, joinRoute, handoverRoute, recoverRoute, boardRoute]),
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
