import {
  LIMITS,
  SOMEONE_COLOR,
  someone,
  WeftError,
  type BoardId,
  type ChangePartChoices,
  type Frozen,
  type MyPart,
  type PartChoices,
  type Parts as PartsOverBoards,
  type Person,
} from '@weft/protocol';
import { namesLeadToColours } from '../disclosure/membersList.ts';
import { Telling, type DisclosureFacts } from '../disclosure/Telling.ts';
import type { BoardMaking, Disclosure, LiveBoards, Membership, Parts } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { Own, PartRepository } from './PartRepository.ts';
import type { OwnFacts } from './OwnFacts.ts';
import { retellPart, withoutNames } from './retellPart.ts';
import type { PersonsBoard, Removal, RightsRepository } from './RightsRepository.ts';

export interface MyPartsOptions {
  readonly own: PartRepository;
  readonly rights: RightsRepository;
  readonly parts: Parts;
  readonly membership: Membership;
  readonly making: Pick<BoardMaking, 'titleOf'>;
  readonly boards: Pick<LiveBoards, 'disclosureChanged' | 'seqAt'>;
  readonly disclosure: Disclosure;
  readonly facts: OwnFacts;
  readonly now: () => number;
}

/** Somebody who may see their part on a board: a member, or who was removed from it not long ago. */
export interface PartOwner extends Own {
  readonly title: string;
  readonly removed: MyPart['removed'];
  /** When they were on the board last: what came later is told to members only. Null for a member. */
  readonly leftAt: number | null;
}

/** Boards that are folded for one answer, one after the other. */
const MOST_BOARDS = 50;

/** A person's own part: what was logged, with what they say of it, chose for it and kept of it. */
export class MyParts {
  readonly #options: MyPartsOptions;
  /** Folding many boards is asked for once at a time by each. */
  readonly #folding = new OneAtATime();

  constructor(options: MyPartsOptions) {
    this.#options = options;
  }

  /** @throws WeftError `board_not_found`, `board_deleted` or `not_member` */
  async ownerOf(boardId: BoardId, person: Person): Promise<PartOwner> {
    const { membership, rights, making, now } = this.#options;
    const own = { boardId, personId: person.id };
    const found = await membership.memberOf(boardId, person.id);
    if (found.ok) return { ...own, title: await making.titleOf(boardId), removed: null, leftAt: null };
    const removal = found.code === 'not_member' ? await rights.removalOf(own) : null;
    if (removal === null || now() >= removal.at + LIMITS.removedExportMs) throw new WeftError(found.code);
    const { title, leftAt } = removal;
    return { ...own, title, removed: await this.#tellRemoval(own, removal), leftAt };
  }

  /**
   * Whoever chooses for their part. Who is on the board no more can still hide it or show it again, as what they made there
   * is told as before. @throws WeftError `board_not_found`, `board_deleted` or `not_member`
   */
  async chooserOf(boardId: BoardId, person: Person, change: ChangePartChoices): Promise<Own> {
    const { membership, rights } = this.#options;
    const own = { boardId, personId: person.id };
    const found = await membership.memberOf(boardId, person.id);
    if (found.ok) return own;
    const hides = change.knownItem === undefined && change.knownSentence === undefined;
    if (found.code === 'not_member' && hides && (await rights.wasOn(own))) return own;
    throw new WeftError(found.code);
  }

  /** @returns the JSON of `MyPartSchema` */
  async part(owner: PartOwner): Promise<Uint8Array> {
    return await this.#whole(owner, await this.#options.facts.of(owner), await this.#options.own.frozenOf(owner));
  }

  /** All boards that the person is on and has a part in, as numbers; newest first. */
  async all(person: Person): Promise<PartsOverBoards> {
    return await this.#folding.run(person.id, async () => {
      const mine = (await this.#options.rights.boardsOf(person.id)).filter(
        ({ leftAt, deletedAt }) => leftAt === null && deletedAt === null,
      );
      const parts: PartsOverBoards['parts'] = [];
      for (const board of mine.slice(0, MOST_BOARDS)) {
        const part = await this.#summary(board, person);
        if (part !== null) parts.push(part);
      }
      return { parts, more: mine.length > MOST_BOARDS };
    });
  }

  /** @throws WeftError `item_not_found` or `no_part_in_item` for an item to be known by */
  async choose(own: Own, change: ChangePartChoices): Promise<PartChoices> {
    const { parts, disclosure, boards } = this.#options;
    if (change.knownItem !== undefined && change.knownItem !== null) {
      const item = await parts.peopleOf(own.boardId, change.knownItem);
      if (item === null) throw new WeftError('item_not_found');
      if (!item.people.some(({ personId }) => personId === own.personId)) throw new WeftError('no_part_in_item');
    }
    const chosen = await this.#options.own.choose(own, change);
    if (change.hidden !== undefined) boards.disclosureChanged(own.boardId, await disclosure.facts(own.boardId));
    return chosen;
  }

  /** Keeps the part as it is now. @throws WeftError `too_many_frozen` */
  async freeze(own: Own): Promise<Frozen> {
    const facts = withoutNames(await this.#options.disclosure.facts(own.boardId));
    const title = await this.#options.making.titleOf(own.boardId);
    const part = await this.#whole({ ...own, title, removed: null, leftAt: null }, facts, []);
    return await this.#options.own.freeze(own, Buffer.from(part).toString());
  }

  /** A part as it was kept, with others as they may be told now. @throws WeftError `frozen_not_found` */
  async frozen(own: Own, id: string, me: Person): Promise<MyPart> {
    const json = await this.#options.own.frozen(own, id);
    return retellPart(json, me, new Telling(await this.#options.facts.of(own), own.personId));
  }

  async #whole(
    { boardId, personId, title, removed, leftAt }: PartOwner,
    facts: DisclosureFacts,
    frozen: Frozen[],
  ): Promise<Uint8Array> {
    const { own, parts, boards } = this.#options;
    const until = leftAt === null ? undefined : await boards.seqAt(boardId, leftAt);
    const part = await parts.part({ boardId, title, callerId: personId, facts, until });
    const statements = await own.statementsOf({ boardId, personId });
    const choices = await own.choicesOf({ boardId, personId });
    return withMore(part, { statements, choices, frozen, removed } satisfies Partial<MyPart>);
  }

  async #summary(
    { id, title, changedAt, joinedAt }: PersonsBoard,
    person: Person,
  ): Promise<PartsOverBoards['parts'][number] | null> {
    const counts = await this.#options.parts.counts(id, person.id);
    const own = { boardId: id, personId: person.id };
    // What somebody brought that is not on the canvas is a part as well.
    if (counts.lastAt === null && (await this.#options.own.statementsOf(own)).length === 0) return null;
    const choices = await this.#options.own.choicesOf(own);
    const thumbnail = `/api/boards/${id}/thumbnail.svg?v=${changedAt}`;
    return { board: { id, title, thumbnail }, joinedAt, ...counts, ...choices };
  }

  /** Named whatever the board shows: whoever is removed is to know by whom. */
  async #tellRemoval(own: Own, { by, at, partKept }: Removal): Promise<NonNullable<MyPart['removed']>> {
    const { people, settings } = await this.#options.disclosure.facts(own.boardId);
    const known = people.find(({ id }) => id === by);
    const name = await this.#options.rights.nameOf(by);
    const color = known !== undefined && namesLeadToColours(settings) ? known.color : SOMEONE_COLOR;
    return {
      by: name === null ? someone : { id: by, name, color },
      at,
      exportUntil: at + LIMITS.removedExportMs,
      part: partKept ? 'keep' : 'remove',
    };
  }
}

/** A JSON object with more in it, without reading what it holds: a part can be large. */
function withMore(json: Uint8Array, more: object): Uint8Array {
  const open = Buffer.from(json.buffer, json.byteOffset, json.byteLength - 1);
  return Buffer.concat([open, Buffer.from(`,${JSON.stringify(more).slice(1)}`)]);
}
