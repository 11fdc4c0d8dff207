import type { Person } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { Guesses, LiveBoards, Membership, SignIns } from '../ports.ts';
import { BoardRepository } from './BoardRepository.ts';
import { Boards } from './Boards.ts';
import { LinkRepository } from './LinkRepository.ts';
import { membershipRoutes } from './membershipRoutes.ts';

export interface MembershipOptions {
  readonly db: Kysely<Database>;
  readonly live: LiveBoards;
  readonly now?: () => number;
}

export interface MembershipWiring {
  readonly guesses: Guesses;
  readonly signIns: SignIns;
  readonly requirePerson: RequirePerson;
  readonly shareUrl: () => string;
}

export interface MembershipService {
  readonly membership: Membership;
  readonly routes: FastifyPluginAsync<MembershipWiring>;
  /** For `people`'s `onRenamed`. */
  readonly personRenamed: (person: Person) => Promise<void>;
}

/** Boards and membership on `app.db`, told to the live boards. */
export function createMembership({ db, live, now = Date.now }: MembershipOptions): MembershipService {
  const boards = new Boards(new BoardRepository(db), live, now);
  const links = new LinkRepository(db, now);
  return {
    membership: boards,
    routes: async (app, wiring) => await app.register(membershipRoutes, { ...wiring, boards, links }),
    personRenamed: (person) => boards.renamed(person),
  };
}
