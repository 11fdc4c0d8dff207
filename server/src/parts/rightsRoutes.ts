import { Readable } from 'node:stream';
import { DeletionSchema, RecordSchema } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { NO_STORE } from '../http/privateAnswer.ts';
import { attachment } from '../http/attachment.ts';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { PartExport } from './PartExport.ts';
import type { Rights } from './Rights.ts';

export interface RightsRoutesOptions {
  readonly requirePerson: RequirePerson;
  readonly rights: Rights;
  readonly exporting: PartExport;
}

const tags = ['my rights'];

/** What is kept about me: seeing all of it, taking it along, deleting myself. */
export const rightsRoutes: FastifyPluginAsync<RightsRoutesOptions> = async (app, options) => {
  const { rights, exporting, requirePerson } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/me/record',
    {
      schema: {
        tags,
        summary: 'All that is kept about me, and what others see of me on each board',
        response: { 200: RecordSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', NO_STORE);
      return await rights.record(await requirePerson(request));
    },
  );

  routes.get(
    '/api/me/export',
    { schema: { tags, summary: 'Everything kept about me on all boards, as JSON' } },
    async (request, reply) => {
      const person = await requirePerson(request);
      return reply
        .headers({
          'content-disposition': attachment(`Weft – ${person.name}`, 'json'),
          'cache-control': NO_STORE,
          'x-content-type-options': 'nosniff',
        })
        .type('application/json; charset=utf-8')
        .send(Readable.from(exporting.all(person)));
    },
  );

  routes.get(
    '/api/me/deletion',
    {
      schema: {
        tags,
        summary: 'What deleting myself would take away, and what would become someone’s',
        response: { 200: DeletionSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', NO_STORE);
      return await rights.preview(await requirePerson(request));
    },
  );

  routes.delete(
    '/api/me',
    { schema: { tags, summary: 'Delete myself; what I made stays, as someone’s', response: { 204: z.null() } } },
    async (request, reply) => {
      const cookies = await rights.deletePerson(await requirePerson(request));
      return reply
        .header('set-cookie', [...cookies])
        .header('cache-control', 'no-store')
        .code(204)
        .send(null);
    },
  );
};
