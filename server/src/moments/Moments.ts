import { WeftError, type BoardId, type ChangeMoment, type Moment, type NewMomentSchema } from '@weft/protocol';
import type { z } from 'zod';
import { randomToken } from '../database/tokens.ts';
import type { BoardMember, LiveBoards } from '../ports.ts';
import type { MomentRepository } from './MomentRepository.ts';

export interface MomentsOptions {
  readonly boards: LiveBoards;
  readonly moments: MomentRepository;
  readonly now: () => number;
}

type On = Pick<BoardMember, 'id' | 'role'> & { readonly boardId: BoardId };

/**
 * Moments of a board's making that somebody marked, live or looking back. Every member may, also who only looks: it
 * changes nothing on the board. One changes and takes back one's own; a facilitator anybody's.
 */
export class Moments {
  readonly #options: MomentsOptions;

  constructor(options: MomentsOptions) {
    this.#options = options;
  }

  /** @throws WeftError `moment_outside`, `too_many_moments` */
  async mark({ boardId, id: personId }: On, { title, note, at }: z.output<typeof NewMomentSchema>): Promise<Moment> {
    const { boards, moments, now } = this.#options;
    const markedAt = now();
    const moment = { id: randomToken(), at: at ?? markedAt, title, note, personId, markedAt };
    await this.#assertInside(boardId, moment.at, markedAt);
    await moments.assertRoom(boardId);
    await boards.record(boardId, personId, { type: 'moment', what: 'marked', momentId: moment.id, at: moment.at });
    await moments.add(boardId, moment);
    return moment;
  }

  /** @throws WeftError `moment_not_found`, `not_yours` */
  async change(on: On, momentId: string, change: ChangeMoment): Promise<Moment> {
    const moment = await this.#own(on, momentId);
    await this.#record(on, moment, 'changed');
    await this.#options.moments.change(momentId, change);
    return await this.#options.moments.get(on.boardId, momentId);
  }

  /** @throws WeftError `moment_not_found`, `not_yours` */
  async withdraw(on: On, momentId: string): Promise<void> {
    const moment = await this.#own(on, momentId);
    await this.#options.moments.remove(momentId);
    await this.#record(on, moment, 'withdrawn');
  }

  async #own({ boardId, id, role }: On, momentId: string): Promise<Moment> {
    const moment = await this.#options.moments.get(boardId, momentId);
    if (moment.personId !== id && role !== 'facilitator') throw new WeftError('not_yours');
    return moment;
  }

  async #record({ boardId, id }: On, moment: Moment, what: 'changed' | 'withdrawn'): Promise<void> {
    const { boards } = this.#options;
    await boards.record(boardId, id, { type: 'moment', what, momentId: moment.id, at: moment.at });
  }

  async #assertInside(boardId: BoardId, at: number, now: number): Promise<void> {
    const [first] = await this.#options.boards.read(boardId, 0, 1);
    if (first === undefined || at < first.at || at > now) throw new WeftError('moment_outside');
  }
}
