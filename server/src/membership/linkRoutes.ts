import {
  JoinSchema,
  JoinedSchema,
  LinkListSchema,
  LinkPreviewSchema,
  LinkSchema,
  NewLinkSchema,
  WeftError,
  type Link,
} from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { StoredLink } from './LinkRepository.ts';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';
import { mayGive } from './roles.ts';
import { codeOf, readShortCode, showShortCode } from './shortCode.ts';

/** More than any board needs; a forgotten script stops here. */
const MAX_LINKS = 100;

const tags = ['sharing'];
const params = z.object({ id: z.string() });

/** Sharing a board by link, QR and short code, and coming in by one. */
export const linkRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  const { boards, links, guesses, requirePerson, shareUrl } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const shown = (link: StoredLink): Link => ({
    id: link.id,
    role: link.role,
    url: `${shareUrl()}/join/${link.token}`,
    code: showShortCode(link.shortCode),
    codeExpiresAt: link.codeExpiresAt,
    createdAt: link.createdAt,
  });

  /** A long link cannot be guessed, so it works even where somebody behind the same address has guessed too often. */
  const follow = async (typed: string, address: string): Promise<StoredLink> => {
    const code = codeOf(typed);
    if (readShortCode(code) !== null) guesses.check(address);
    const found = await links.find(code);
    if (found.ok) return found.link;
    if (found.code === 'link_invalid') guesses.failed(address);
    throw new WeftError(found.code);
  };

  routes.post(
    '/api/boards/:id/links',
    {
      schema: { tags, summary: 'Share a board', params, body: NewLinkSchema, response: { 201: LinkSchema } },
    },
    async (request, reply) => {
      const person = await requirePerson(request);
      const { boardId, role } = await boards.requireMember(request.params.id, person);
      if (!mayGive(role, request.body.role)) throw new WeftError('not_facilitator');
      if ((await links.count(boardId)) >= MAX_LINKS) throw new WeftError('rate_limited', 'withdraw a link first');
      return reply.code(201).send(shown(await links.add(boardId, request.body.role, person.id)));
    },
  );

  routes.get(
    '/api/boards/:id/links',
    { schema: { tags, summary: 'The links I may hand out', params, response: { 200: LinkListSchema } } },
    async (request) => {
      const { boardId, role } = await boards.requireMember(request.params.id, await requirePerson(request));
      const all = await links.ofBoard(boardId);
      return { links: all.filter((link) => mayGive(role, link.role)).map(shown) };
    },
  );

  routes.delete(
    '/api/boards/:id/links/:linkId',
    {
      schema: {
        tags,
        summary: 'Withdraw a link (facilitators; others their own)',
        params: params.extend({ linkId: z.string() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const person = await requirePerson(request);
      const { boardId, role } = await boards.requireMember(request.params.id, person);
      const link = (await links.ofBoard(boardId)).find(({ id }) => id === request.params.linkId);
      if (link === undefined) throw new WeftError('link_invalid');
      if (role !== 'facilitator' && link.createdBy !== person.id) throw new WeftError('not_facilitator');
      await links.withdraw(link.id);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/links/:code',
    {
      schema: {
        tags,
        summary: 'Where a link or code leads; no sign-in needed',
        params: z.object({ code: z.string().min(1).max(200) }),
        response: { 200: LinkPreviewSchema },
      },
    },
    async (request) => {
      const { boardId, role } = await follow(request.params.code, request.ip);
      const { title } = await boards.leadTo(boardId);
      return { boardId, title, role };
    },
  );

  routes.post(
    '/api/join',
    {
      schema: { tags, summary: 'Come onto a board by link or code', body: JoinSchema, response: { 200: JoinedSchema } },
    },
    async (request) => {
      const person = await requirePerson(request);
      const link = await follow(request.body.code, request.ip);
      return { boardId: link.boardId, role: await boards.join(link.boardId, person, link.role) };
    },
  );
};
