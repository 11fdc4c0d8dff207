import {
  HandoverSchema,
  MeSchema,
  NewGuestSchema,
  RenamePersonSchema,
  SignedInSchema,
  TokenBodySchema,
  WeftError,
  type Person,
  type SignedIn,
} from '@weft/protocol';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { Guesses, SignedInAs } from '../ports.ts';
import type { GuestLimit } from './GuestLimit.ts';
import type { PersonRepository } from './PersonRepository.ts';
import type { Sessions } from './Sessions.ts';

export interface PeopleRoutesOptions {
  readonly sessions: Sessions;
  readonly people: PersonRepository;
  readonly guesses: Guesses;
  readonly guests: GuestLimit;
  readonly requirePerson: RequirePerson;
  /** The address under which others reach this server. */
  readonly shareUrl: () => string;
  /** Told after a person has a new name, so that boards can show it. */
  readonly onRenamed: (person: Person) => Promise<void>;
}

const tags = ['people'];

/** Guests, who am I, and going on as the same person on another device. */
export const peopleRoutes: FastifyPluginAsync<PeopleRoutesOptions> = async (app, options) => {
  const { sessions, people, guesses, guests, requirePerson, shareUrl, onRenamed } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/guests',
    { schema: { tags, summary: 'Come in with a name', body: NewGuestSchema, response: { 201: SignedInSchema } } },
    async (request, reply) => {
      guests.arrive(request.ip);
      const guest = await sessions.addGuest(request.body.name);
      return reply.code(201).send(signedInAnswer(reply, guest));
    },
  );

  routes.get(
    '/api/me',
    { schema: { tags, summary: 'Who am I', response: { 200: MeSchema } } },
    async (request, reply) => {
      const person = await requirePerson(request);
      setCookies(reply, await sessions.prolong(request.headers));
      return { person };
    },
  );

  routes.patch(
    '/api/me',
    { schema: { tags, summary: 'Change my name', body: RenamePersonSchema, response: { 200: MeSchema } } },
    async (request) => {
      const person = await people.rename(await requirePerson(request), request.body.name);
      sessions.changed(person);
      await onRenamed(person);
      return { person };
    },
  );

  routes.delete(
    '/api/session',
    { schema: { tags, summary: 'Sign out on this device', response: { 204: z.null() } } },
    async (request, reply) => {
      const person = await requirePerson(request);
      setCookies(reply, await sessions.signOut(request.headers, person));
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/me/handover',
    { schema: { tags, summary: 'A link to go on as me on another device', response: { 201: HandoverSchema } } },
    async (request, reply) => {
      const { token, expiresAt } = await people.addHandover((await requirePerson(request)).id);
      return reply.code(201).send({ url: `${shareUrl()}/handover/${token}`, expiresAt });
    },
  );

  routes.post(
    '/api/handover',
    { schema: { tags, summary: 'Go on as the same person', body: TokenBodySchema, response: { 200: SignedInSchema } } },
    async (request, reply) => {
      const personId = await people.takeHandover(request.body.token);
      const signedIn = personId === null ? null : await sessions.signIn(personId);
      if (signedIn === null) {
        guesses.failed(request.ip);
        throw new WeftError('handover_invalid');
      }
      return signedInAnswer(reply, signedIn);
    },
  );
};

function signedInAnswer(reply: FastifyReply, { person, token, cookies }: SignedInAs): SignedIn {
  setCookies(reply, cookies);
  return { person, token };
}

function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  reply.header('cache-control', 'no-store');
}
