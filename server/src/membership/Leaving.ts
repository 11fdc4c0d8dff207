import { WeftError, type BoardId, type PersonId, type Removal, type Role } from '@weft/protocol';
import type { BoardMember, Disclosure, LiveBoards } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { BoardRepository } from './BoardRepository.ts';

export interface LeavingOptions {
  readonly boards: BoardRepository;
  readonly disclosure: Disclosure;
  readonly live: LiveBoards;
  readonly now: () => number;
}

type Leaver = BoardMember & { readonly boardId: BoardId };

/** Leaving a board, and being removed from it. What somebody made there stays in both cases. */
export class Leaving {
  readonly #options: LeavingOptions;
  /** Of the last two facilitators that leave at once, one stays. */
  readonly #leaving = new OneAtATime();

  constructor(options: LeavingOptions) {
    this.#options = options;
  }

  /**
   * @param successor whom a facilitator makes one too
   * @throws WeftError `last_facilitator`, `not_facilitator` or `person_not_found`
   */
  async leave({ boardId, id }: Leaver, successor: PersonId | undefined): Promise<void> {
    const { boards, live, now } = this.#options;
    await this.#leaving.run(boardId, async () => {
      const role = await this.#roleOf(boardId, id);
      if (successor !== undefined) {
        if (role !== 'facilitator') throw new WeftError('not_facilitator');
        await this.#hand(boardId, id, successor);
      }
      const others = (await boards.people(boardId)).filter((member) => member.id !== id);
      const isLed = others.length === 0 || others.some((member) => member.role === 'facilitator');
      if (role === 'facilitator' && !isLed) throw new WeftError('last_facilitator');
      await boards.leave(boardId, id, now());
    });
    live.membershipEnded(boardId, id);
  }

  /** @throws WeftError `not_facilitator`, `person_not_found`, or `bad_request` for oneself: leave, or hide, instead */
  async remove({ boardId, id }: Leaver, personId: PersonId, part: Removal['part']): Promise<void> {
    const { boards, live, disclosure, now } = this.#options;
    if (personId === id) throw new WeftError('bad_request', 'nobody removes themself: leave the board');
    await this.#leaving.run(boardId, async () => {
      // Two who remove each other at once would else leave nobody to lead.
      if ((await this.#roleOf(boardId, id)) !== 'facilitator') throw new WeftError('not_facilitator');
      const removed = await boards.remove(boardId, personId, { by: id, at: now(), part });
      if (!removed) throw new WeftError('person_not_found');
    });
    live.membershipEnded(boardId, personId);
    live.disclosureChanged(boardId, await disclosure.facts(boardId));
  }

  /** As it is when its turn comes. */
  async #roleOf(boardId: BoardId, personId: PersonId): Promise<Role> {
    const member = (await this.#options.boards.people(boardId)).find(({ id }) => id === personId);
    if (member === undefined) throw new WeftError('not_member');
    return member.role;
  }

  async #hand(boardId: BoardId, by: PersonId, personId: PersonId): Promise<void> {
    const { boards, live } = this.#options;
    const member = (await boards.people(boardId)).find(({ id }) => id === personId);
    if (member === undefined || personId === by) throw new WeftError('person_not_found');
    if (member.role === 'facilitator') return;
    await live.record(boardId, by, { type: 'role-changed', personId, role: 'facilitator' });
    await boards.setRole(boardId, personId, 'facilitator');
    live.roleChanged(boardId, personId);
  }
}
