import type { FastifyPluginAsync } from 'fastify';
import { boardRoutes } from './boardRoutes.ts';
import { leavingRoutes } from './leavingRoutes.ts';
import { linkRoutes } from './linkRoutes.ts';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';
import { recoveryRoutes } from './recoveryRoutes.ts';
import { thumbnailRoute } from './thumbnailRoute.ts';

/** Boards, who is on them, and the ways in. */
export const membershipRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  await app.register(boardRoutes, options);
  await app.register(leavingRoutes, options);
  await app.register(linkRoutes, options);
  await app.register(recoveryRoutes, options);
  await app.register(thumbnailRoute, options);
};
