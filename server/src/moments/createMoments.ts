import type { FastifyPluginAsync } from 'fastify';
import type { MemberPorts } from '../http/requireMember.ts';
import type { Disclosure, LiveBoards } from '../ports.ts';
import { LookBacks } from './LookBacks.ts';
import { lookBackRoutes } from './lookBackRoutes.ts';
import type { MomentRepository } from './MomentRepository.ts';
import { momentRoutes } from './momentRoutes.ts';
import { Moments } from './Moments.ts';

export interface CreateMomentsOptions extends MemberPorts {
  readonly repository: MomentRepository;
  readonly boards: LiveBoards;
  readonly disclosure: Disclosure;
  readonly now: () => number;
  /** ms */
  readonly lookBackSilenceMs: number;
  /** Told when a look back that ended could not be logged. */
  readonly onError: (error: unknown) => void;
}

/** Moments of the making, what people answer at them, and looking back together. */
export function createMoments(options: CreateMomentsOptions): FastifyPluginAsync {
  const { repository, boards, now } = options;
  const moments = new Moments({ boards, moments: repository, now });
  const lookBacks = new LookBacks({
    silenceMs: options.lookBackSilenceMs,
    now,
    onLost: (boardId, leaderId) => {
      boards.record(boardId, leaderId, { type: 'look-back', what: 'ended' }).catch(options.onError);
    },
  });
  return async (app) => {
    const stop = boards.onMembershipEnded((boardId, personId) => lookBacks.forget(boardId, personId));
    app.addHook('onClose', async () => {
      stop();
      lookBacks.close();
    });
    await app.register(momentRoutes, { ...options, moments, repository });
    await app.register(lookBackRoutes, { ...options, lookBacks });
  };
}
