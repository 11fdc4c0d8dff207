import type { FastifyPluginAsync } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import type {
  BoardMaking,
  Disclosure,
  DisplaySettings,
  Guesses,
  LiveBoards,
  Membership,
  Remembering,
  SignIns,
  Derived,
} from '../ports.ts';
import { BoardRepository } from './BoardRepository.ts';
import { Boards } from './Boards.ts';
import { Leaving } from './Leaving.ts';
import { LinkRepository } from './LinkRepository.ts';
import { membershipRoutes } from './membershipRoutes.ts';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';
import { Thumbnails } from './Thumbnails.ts';

export interface MembershipOptions {
  readonly db: Kysely<Database>;
  readonly disclosure: Disclosure & DisplaySettings;
  readonly boards: LiveBoards;
  readonly signIns: SignIns;
  readonly guesses: Guesses;
  readonly maxBoardsPerPerson: number;
  readonly now?: () => number;
}

export interface MembershipService {
  readonly port: Membership & BoardMaking & Remembering;
  /** Pictures of boards. */
  readonly pictures: Derived;
  /** Registers the routes; what they need of the running server is handed in then. */
  readonly routes: FastifyPluginAsync<Pick<MembershipRoutesOptions, 'requirePerson' | 'shareUrl'>>;
}

/** Boards and membership on `app.db`, told to the live boards. */
export function createMembership({
  db,
  disclosure,
  boards: live,
  signIns,
  guesses,
  maxBoardsPerPerson,
  now = Date.now,
}: MembershipOptions): MembershipService {
  const repository = new BoardRepository(db);
  const boards = new Boards({
    boards: repository,
    disclosure,
    live,
    now,
    maxPerPerson: maxBoardsPerPerson,
  });
  const leaving = new Leaving({ boards: repository, disclosure, live, now });
  const own = {
    boards,
    leaving,
    links: new LinkRepository(db, now),
    thumbnails: new Thumbnails(live),
    signIns,
    guesses,
  };
  return {
    port: boards,
    pictures: { forget: async (boardId) => own.thumbnails.forget(boardId) },
    routes: (app, wiring) => membershipRoutes(app, { ...wiring, ...own }),
  };
}
