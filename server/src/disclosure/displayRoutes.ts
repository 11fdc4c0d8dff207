import { DisplaySettingSchema, SetDisplaySchema, WeftError, type BoardId, type DisplaySetting } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { LiveBoards } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { DisclosureRepository } from './DisclosureRepository.ts';

export interface DisplayRoutesOptions extends MemberPorts {
  readonly boards: LiveBoards;
  readonly disclosure: DisclosureRepository;
  readonly now: () => number;
}

const tags = ['boards'];
const params = z.object({ id: z.string() });

/** How a board shows whose something is. */
export const displayRoutes: FastifyPluginAsync<DisplayRoutesOptions> = async (app, options) => {
  const { boards, disclosure, now } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const changing = new OneAtATime();

  const current = async (boardId: BoardId): Promise<DisplaySetting> =>
    (await disclosure.settings(boardId)).at(-1) ?? { display: 'names', since: 0 };

  routes.get(
    '/api/boards/:id/display',
    {
      schema: {
        tags,
        summary: 'How the board shows whose something is',
        params,
        response: { 200: DisplaySettingSchema },
      },
    },
    async (request) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      return await current(boardId);
    },
  );

  routes.put(
    '/api/boards/:id/display',
    {
      schema: {
        tags,
        summary: 'Choose how the board shows people (facilitators); loosening it holds only for what comes after',
        params,
        body: SetDisplaySchema,
        response: { 200: DisplaySettingSchema },
      },
    },
    async (request) => {
      const { boardId, id, role } = await requireMember(options, request, request.params.id);
      if (role !== 'facilitator') throw new WeftError('not_facilitator');
      const { display } = request.body;
      return await changing.run(boardId, async () => {
        const before = await current(boardId);
        if (before.display === display) return before;
        await boards.record(boardId, id, { type: 'display-changed', display });
        // Not before the event is on disk: what came just before it is told as it was shown then.
        const setting = { display, since: Math.max(now(), before.since + 1) };
        await disclosure.addSetting(boardId, display, setting.since);
        boards.disclosureChanged(boardId, await disclosure.facts(boardId));
        return setting;
      });
    },
  );
};
