import { LIMITS, WeftError, type Deletion, type Person, type PersonRecord } from '@weft/protocol';
import { Telling } from '../disclosure/Telling.ts';
import type { BoardMaking, Disclosure, LiveBoards, SignIns } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { PersonsBoard, RightsRepository } from './RightsRepository.ts';

export interface RightsOptions {
  readonly rights: RightsRepository;
  readonly making: Pick<BoardMaking, 'delete'>;
  readonly boards: LiveBoards;
  readonly disclosure: Disclosure;
  readonly signIns: Pick<SignIns, 'forget'>;
  readonly now: () => number;
}

const MOST_BOARDS = 500;

/** What is kept about a person, and taking all of it away. */
export class Rights {
  readonly #options: RightsOptions;
  readonly #deleting = new OneAtATime();

  constructor(options: RightsOptions) {
    this.#options = options;
  }

  async record(person: Person): Promise<PersonRecord> {
    const { rights } = this.#options;
    const mine = await rights.boardsOf(person.id, MOST_BOARDS + 1);
    const boards: PersonRecord['boards'] = [];
    for (const board of mine.slice(0, MOST_BOARDS)) boards.push(await this.#boardRecord(board, person));
    return {
      person,
      since: await rights.arrivedAt(person.id),
      sessions: await rights.sessionsOf(person.id),
      boards,
      more: mine.length > MOST_BOARDS,
    };
  }

  /** What deleting oneself would take away, and what would stay as someone's. */
  async preview(person: Person): Promise<Deletion> {
    const { rights } = this.#options;
    const preview: Deletion = {
      boardsDeleted: [],
      boardsLeft: [],
      boardsWithoutFacilitator: [],
      statements: 0,
      reflections: 0,
      frozen: 0,
      offers: 0,
      answers: 0,
    };
    for (const { id, title, role, leftAt, deletedAt } of await rights.boardsOf(person.id)) {
      const own = { boardId: id, personId: person.id };
      const kept = await rights.keptOf(own);
      for (const what of ['statements', 'reflections', 'frozen', 'offers', 'answers'] as const)
        preview[what] += kept[what];
      if (deletedAt !== null) continue;
      const board = { id, title };
      const others = await rights.othersOn(own);
      const isLast = leftAt === null && role === 'facilitator' && others.facilitators === 0;
      if (isLast && others.people === 0) preview.boardsDeleted.push(board);
      else preview.boardsLeft.push(board);
      if (isLast && others.people > 0) preview.boardsWithoutFacilitator.push(board);
    }
    return preview;
  }

  /**
   * Deletes a person. Boards that nobody else is on go first, as only the person could still reach them. Doing it again
   * changes nothing. @returns cookies that take the session away from the browser
   */
  async deletePerson(person: Person): Promise<readonly string[]> {
    const { rights, signIns, now } = this.#options;
    return await this.#deleting.run(person.id, async () => {
      const on = (await rights.boardsOf(person.id)).filter(({ leftAt }) => leftAt === null);
      const tried = new Set<PersonsBoard['id']>();
      for (;;) {
        // Asked again after each round: a board may have been made on another device meanwhile.
        const alone = await rights.deletePerson(person.id, now(), tried);
        if (alone.length === 0) break;
        for (const id of alone) await this.#deleteBoard(id, person);
        for (const id of alone) tried.add(id);
      }
      const cookies = await signIns.forget(person.id);
      for (const { id } of on) await this.#sayFarewell(id, person);
      return cookies;
    });
  }

  /** A board that cannot be opened is out of everybody's reach as it is, and must not keep the person. */
  async #deleteBoard(boardId: PersonsBoard['id'], person: Person): Promise<void> {
    try {
      await this.#options.making.delete(boardId, person);
    } catch (error) {
      if (!(error instanceof WeftError) || error.code === 'storage_full' || error.code === 'storage_failed')
        throw error;
    }
  }

  /** Boards that are in use learn at once that this person is someone. */
  async #sayFarewell(boardId: PersonsBoard['id'], person: Person): Promise<void> {
    const { boards, disclosure } = this.#options;
    boards.membershipEnded(boardId, person.id);
    if (boards.here(boardId).length > 0) boards.disclosureChanged(boardId, await disclosure.facts(boardId));
  }

  async #boardRecord(board: PersonsBoard, person: Person): Promise<PersonRecord['boards'][number]> {
    const { rights, disclosure, now } = this.#options;
    const { id, title, role, joinedAt, visitedAt, leftAt } = board;
    const kept = await rights.keptOf({ boardId: id, personId: person.id });
    const facts = await disclosure.facts(id);
    const removal = await rights.removalOf({ boardId: id, personId: person.id });
    const partUntil = removal === null ? null : removal.at + LIMITS.removedExportMs;
    return {
      board: { id, title },
      role,
      joinedAt,
      visitedAt,
      leftAt,
      partUntil: partUntil !== null && now() < partUntil ? partUntil : null,
      display: facts.settings.at(-1)?.display ?? 'names',
      // As anybody else is told of them.
      seenAs: new Telling(facts, null).tell(person.id, Infinity),
      ...kept,
    };
  }
}
