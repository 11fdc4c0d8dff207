import { WeftError, type BoardId, type ItemId, type PersonId } from '@weft/protocol';
import type { BoardMember, LiveBoards, Parts } from '../ports.ts';

export interface BuiltOnOptions {
  readonly parts: Pick<Parts, 'knows' | 'peopleOf'>;
  readonly boards: Pick<LiveBoards, 'record'>;
}

/**
 * Says of an item that was there already what it is built on: what was made without a connection, and tools that know no
 * intents. It is part of how the board came about, so it is for who may write on it; and of an item that one started or wrote
 * in, as nobody else knows where its idea came from: mending a word or moving it is not enough.
 */
export class BuiltOn {
  readonly #options: BuiltOnOptions;

  constructor(options: BuiltOnOptions) {
    this.#options = options;
  }

  /** @throws WeftError `read_only`, `item_not_found` or `no_part_in_item` */
  async record(
    { boardId, id, role }: BoardMember & { readonly boardId: BoardId; readonly id: PersonId },
    itemId: ItemId,
    sources: readonly ItemId[],
  ): Promise<void> {
    const { parts, boards } = this.#options;
    if (role === 'viewer') throw new WeftError('read_only');
    const item = await parts.peopleOf(boardId, itemId);
    if (item === null || !(await parts.knows(boardId, sources))) throw new WeftError('item_not_found');
    if (!item.people.some(({ personId, made }) => made && personId === id)) throw new WeftError('no_part_in_item');
    await boards.record(boardId, id, { type: 'built-on', itemId, sources: [...new Set(sources)] });
  }
}
