import type { FastifyPluginAsync } from 'fastify';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../database/Database.ts';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { Guesses, Identity, SignIns } from '../ports.ts';
import { createAuth } from './auth.ts';
import { GuessLimit, UNLIMITED_GUESSES } from './GuessLimit.ts';
import { GuestLimit } from './GuestLimit.ts';
import { peopleRoutes, type PeopleRoutesOptions } from './peopleRoutes.ts';
import { PersonRepository } from './PersonRepository.ts';
import { readOrMakeSecret } from './secret.ts';
import { Sessions } from './Sessions.ts';

export interface PeopleOptions {
  readonly config: Pick<Config, 'dataDir' | 'publicUrl' | 'rateLimits' | 'limits'>;
  readonly db: Kysely<Database>;
  readonly now?: () => number;
}

export interface People {
  readonly identity: Identity;
  readonly signIns: SignIns;
  readonly guesses: Guesses;
  /** Registers the routes; what they need of others is handed in then. */
  readonly routes: FastifyPluginAsync<PeopleWiring>;
}
type PeopleWiring = Pick<PeopleRoutesOptions, 'shareUrl' | 'onRenamed'> & {
  readonly requirePerson: RequirePerson;
};

/** People and their sessions on `app.db`. */
export async function createPeople({ config, db, now = Date.now }: PeopleOptions): Promise<People> {
  const auth = createAuth({ db, secret: await readOrMakeSecret(config.dataDir), publicUrl: config.publicUrl });
  const people = new PersonRepository(db, now);
  const { authCookies } = await auth.$context;
  const sessions = new Sessions(auth, people, authCookies.sessionToken.name, now);
  const guesses = config.rateLimits ? new GuessLimit(now) : UNLIMITED_GUESSES;
  const guests = new GuestLimit(now, config.rateLimits ? config.limits.maxGuestsPerAddressAndHour : Infinity);
  const routes: FastifyPluginAsync<PeopleWiring> = (app, wiring) =>
    peopleRoutes(app, { ...wiring, sessions, people, guesses, guests });
  return { identity: sessions, signIns: sessions, guesses, routes };
}
