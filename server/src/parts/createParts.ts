import type { FastifyPluginAsync } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import type { MemberPorts } from '../http/requireMember.ts';
import type { BoardMaking, Disclosure, LiveBoards, Parts, PersonsMoments, SignIns } from '../ports.ts';
import { BuiltOn } from './BuiltOn.ts';
import { builtOnRoutes } from './builtOnRoutes.ts';
import { MyParts } from './MyParts.ts';
import { OfferRepository } from './OfferRepository.ts';
import { offerRoutes } from './offerRoutes.ts';
import { Offers } from './Offers.ts';
import { ownPartRoutes } from './ownPartRoutes.ts';
import { OwnFacts } from './OwnFacts.ts';
import { PartExport } from './PartExport.ts';
import { PartRepository } from './PartRepository.ts';
import { Rights } from './Rights.ts';
import { RightsRepository } from './RightsRepository.ts';
import { rightsRoutes } from './rightsRoutes.ts';
import { statementRoutes } from './statementRoutes.ts';

export interface PartsOptions extends MemberPorts {
  readonly db: Kysely<Database>;
  readonly boards: LiveBoards;
  readonly disclosure: Disclosure;
  readonly making: BoardMaking;
  readonly parts: Parts;
  readonly signIns: SignIns;
  readonly moments: PersonsMoments;
  readonly now: () => number;
}

/** People's own words about their part, and their rights, on `app.db` and on what is folded from the log. */
export function createParts(options: PartsOptions): FastifyPluginAsync {
  const { db, now, moments } = options;
  const own = new PartRepository(db, now);
  const rights = new RightsRepository(db);
  const facts = new OwnFacts({ ...options, rights });
  const offers = new Offers({ ...options, facts, offers: new OfferRepository(db, now) });
  const mine = new MyParts({ ...options, own, rights, facts });
  const exporting = new PartExport({ mine, own, offers, rights, moments, now });
  return async (app) => {
    await app.register(ownPartRoutes, { ...options, own, mine, exporting });
    await app.register(statementRoutes, { ...options, own });
    await app.register(builtOnRoutes, { ...options, builtOn: new BuiltOn(options) });
    await app.register(offerRoutes, { ...options, offers });
    await app.register(rightsRoutes, { ...options, rights: new Rights({ ...options, rights }), exporting });
  };
}
