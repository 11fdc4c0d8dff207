import type { FastifyPluginAsync } from 'fastify';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { Guesses, SignIns } from '../ports.ts';
import { boardRoutes } from './boardRoutes.ts';
import type { Boards } from './Boards.ts';
import type { LinkRepository } from './LinkRepository.ts';
import { linkRoutes } from './linkRoutes.ts';
import { recoveryRoutes } from './recoveryRoutes.ts';
import { thumbnailRoute } from './thumbnailRoute.ts';
import type { Thumbnails } from './Thumbnails.ts';

export interface MembershipRoutesOptions {
  readonly boards: Boards;
  readonly links: LinkRepository;
  readonly thumbnails: Thumbnails;
  readonly guesses: Guesses;
  readonly signIns: SignIns;
  readonly requirePerson: RequirePerson;
  /** The address under which others reach this server. */
  readonly shareUrl: () => string;
}

/** Boards, who is on them, and the ways in. */
export const membershipRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  await app.register(boardRoutes, options);
  await app.register(linkRoutes, options);
  await app.register(recoveryRoutes, options);
  await app.register(thumbnailRoute, options);
};
