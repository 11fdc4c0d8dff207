import { LIMITS, colorInOrder, type Person, type PersonId } from '@weft/protocol';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import { hashOf, randomKey, randomToken } from '../database/tokens.ts';

const PERSON = ['people.id', 'people.name', 'people.color'] as const;

/** People, which sign-in acts for whom, and the links with which a person goes on elsewhere. */
export class PersonRepository {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** A new person for a new sign-in. Colours go round in order of arrival. */
  async add(authUserId: string, name: string): Promise<Person> {
    const id = randomToken() as PersonId;
    const created_at = this.#now();
    return await this.#db.transaction().execute(async (trx) => {
      const { arrival } = await trx
        .selectFrom('people')
        .select(sql<number>`coalesce(max(arrival), -1) + 1`.as('arrival'))
        .executeTakeFirstOrThrow();
      const person: Person = { id, name, color: colorInOrder(arrival) };
      await trx
        .insertInto('people')
        .values({ ...person, id, arrival, created_at })
        .execute();
      await trx.insertInto('identities').values({ auth_user_id: authUserId, person_id: id, created_at }).execute();
      return person;
    });
  }

  async ofSignIn(authUserId: string): Promise<Person | null> {
    const row = await this.#db
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person_id')
      .select(PERSON)
      .where('auth_user_id', '=', authUserId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** The person with the first of their sign-ins. */
  async withSignIn(personId: PersonId): Promise<{ person: Person; authUserId: string } | null> {
    const row = await this.#db
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person_id')
      .select([...PERSON, 'auth_user_id'])
      .where('people.id', '=', personId)
      .orderBy('identities.created_at')
      .executeTakeFirst();
    if (row === undefined) return null;
    const { auth_user_id: authUserId, ...person } = row;
    return { person, authUserId };
  }

  async rename(person: Person, name: string): Promise<Person> {
    await this.#db
      .updateTable('people')
      .set({ name })
      .where('id', '=', person.id)
      .where('deleted_at', 'is', null)
      .execute();
    return { ...person, name };
  }

  /** @returns a token that stands for the person once, for ten minutes. Forgets those whose time is over. */
  async addHandover(personId: PersonId): Promise<{ token: string; expiresAt: number }> {
    const token = randomKey();
    const now = this.#now();
    const expiresAt = now + LIMITS.handoverLifeMs;
    await this.#db.deleteFrom('handovers').where('expires_at', '<=', now).execute();
    await this.#db
      .insertInto('handovers')
      .values({ token_hash: hashOf(token), person_id: personId, expires_at: expiresAt })
      .execute();
    return { token, expiresAt };
  }

  /** Uses a handover up: of two that come at once, one gets the person. */
  async takeHandover(token: string): Promise<PersonId | null> {
    const row = await this.#db
      .deleteFrom('handovers')
      .where('token_hash', '=', hashOf(token))
      .returning(['person_id', 'expires_at'])
      .executeTakeFirst();
    return row !== undefined && row.expires_at > this.#now() ? row.person_id : null;
  }
}
