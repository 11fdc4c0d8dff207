import {
  BoardIdSchema,
  LIMITS,
  WeftError,
  type Board,
  type BoardId,
  type BoardPeople,
  type DisplaySetting,
  type Person,
  type PersonId,
  type Role,
} from '@weft/protocol';
import { randomToken } from '../database/tokens.ts';
import { membersList, namesLeadToColours } from '../disclosure/membersList.ts';
import type {
  BoardMaking,
  BoardMember,
  DisplaySettings,
  LiveBoards,
  Membership,
  RememberedPerson,
  Remembering,
} from '../ports.ts';
import type { BoardRepository, BoardRow, Faces, OwnBoard } from './BoardRepository.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import { arrivalsFor } from './arrivalsFor.ts';
import { higherRole } from './roles.ts';

export interface BoardsOptions {
  readonly boards: BoardRepository;
  readonly disclosure: DisplaySettings;
  readonly live: LiveBoards;
  readonly now: () => number;
  /** Boards that one person may make. */
  readonly maxPerPerson: number;
}

/**
 * Boards and who may do what on them. What happens to a board is told to its log: a new title or a deletion before it
 * takes effect here, an arrival just after it did and taken back when the log could not keep it, so that nobody is on a
 * board without its log knowing.
 */
export class Boards implements Membership, BoardMaking, Remembering {
  readonly #boards: BoardRepository;
  readonly #disclosure: DisplaySettings;
  readonly #live: LiveBoards;
  readonly #now: () => number;
  readonly #joining = new OneAtATime();
  readonly #making = new OneAtATime();
  readonly #maxPerPerson: number;

  constructor({ boards, disclosure, live, now, maxPerPerson }: BoardsOptions) {
    this.#boards = boards;
    this.#disclosure = disclosure;
    this.#live = live;
    this.#now = now;
    this.#maxPerPerson = maxPerPerson;
  }

  async memberOf(boardId: BoardId, personId: PersonId): ReturnType<Membership['memberOf']> {
    const found = await this.#boards.find(boardId, personId);
    if (found === null) return { ok: false, code: 'board_not_found' };
    const { board, member } = found;
    if (member === null) return { ok: false, code: board.deletedAt === null ? 'not_member' : 'board_not_found' };
    return board.deletedAt === null ? { ok: true, member } : { ok: false, code: 'board_deleted' };
  }

  async people(boardId: BoardId): Promise<readonly BoardMember[]> {
    return await this.#boards.people(boardId);
  }

  async touched(boardId: BoardId, at: number): Promise<void> {
    await this.#boards.setChanged(boardId, at);
  }

  /** @throws WeftError when the person may not open the board. `id` is as it stood in the address. */
  async requireMember(id: string, person: Person): Promise<BoardMember & { readonly boardId: BoardId }> {
    const boardId = boardIdFrom(id);
    const found = await this.memberOf(boardId, person.id);
    if (!found.ok) throw new WeftError(found.code);
    return { ...found.member, boardId };
  }

  async requireFacilitator(id: string, person: Person): Promise<BoardId> {
    const { role, boardId } = await this.requireMember(id, person);
    if (role !== 'facilitator') throw new WeftError('not_facilitator');
    return boardId;
  }

  /** @throws WeftError `too_many_boards` */
  async create(title: string, maker: Person, begin?: (boardId: BoardId) => Promise<void>): Promise<Board> {
    return await this.#making.run(maker.id, async () => {
      const count = await this.#boards.madeBy(maker.id, this.#now() - LIMITS.undeleteMs);
      if (count >= this.#maxPerPerson) throw new WeftError('too_many_boards');
      return await this.#make(title, maker, begin ?? ((id) => this.#live.create(id, maker.id, title)));
    });
  }

  async #make(title: string, maker: Person, begin: (boardId: BoardId) => Promise<void>): Promise<Board> {
    const id = randomToken() as BoardId;
    // The log first: a log without a board is never seen, a board without a log cannot be opened.
    await begin(id);
    await this.#boards.add(id, title, maker.id, this.#now());
    return await this.#described(id, maker.id);
  }

  async remember(
    boardId: BoardId,
    maker: { readonly id: PersonId; readonly color: string | null },
    people: readonly RememberedPerson[],
    display: readonly DisplaySetting[],
  ): Promise<void> {
    const [own = 0, ...others] = arrivalsFor([maker.color, ...people.map(({ color }) => color)]);
    await this.#boards.remember(
      boardId,
      { id: maker.id, arrival: own },
      people.map((person, index) => ({ ...person, arrival: others[index] ?? 0 })),
      display,
      this.#now(),
    );
  }

  async list(person: Person): Promise<Board[]> {
    const boards = await this.#boards.ofPerson(person.id);
    return await this.#describe(boards, person.id);
  }

  /** Who is on the board, as this member is told of them. */
  async membersFor(boardId: BoardId, callerId: PersonId): Promise<BoardPeople['people']> {
    const [people, settings] = await Promise.all([this.people(boardId), this.#disclosure.settings(boardId)]);
    const told = membersList(people, settings, callerId);
    return namesLeadToColours(settings) ? [...told] : told.map((member) => ({ ...member, joinedAt: null }));
  }

  async visit(id: string, person: Person): Promise<Board> {
    const { boardId } = await this.requireMember(id, person);
    const [before, now] = [await this.#boards.own(boardId, person.id), this.#now()];
    await this.#boards.setVisited(boardId, person.id, now);
    const board = await this.#described(boardId, person.id);
    const wasAway = before !== null && now - before.visitedAt > LIMITS.absenceMs;
    return wasAway ? { ...board, awaySince: before.visitedAt } : board;
  }

  async titleOf(boardId: BoardId): Promise<string> {
    return (await this.leadTo(boardId)).title;
  }

  async rename(id: string, person: Person, title: string): Promise<Board> {
    const boardId = await this.requireFacilitator(id, person);
    await this.#live.record(boardId, person.id, { type: 'renamed', title });
    await this.#boards.setTitle(boardId, title);
    return await this.#described(boardId, person.id);
  }

  /** @returns until when the board can be brought back. */
  async delete(id: string, person: Person): Promise<number> {
    const boardId = await this.requireFacilitator(id, person);
    const now = this.#now();
    await this.#live.record(boardId, person.id, { type: 'deleted' });
    await this.#boards.setDeleted(boardId, now);
    this.#live.deleted(boardId);
    return now + LIMITS.undeleteMs;
  }

  async undelete(id: string, person: Person): Promise<Board> {
    const boardId = boardIdFrom(id);
    const found = await this.#boards.find(boardId, person.id);
    if (found === null) throw new WeftError('board_not_found');
    const { board, member } = found;
    if (member === null) throw new WeftError(board.deletedAt === null ? 'not_member' : 'board_not_found');
    if (member.role !== 'facilitator') throw new WeftError('not_facilitator');
    if (board.deletedAt !== null) await this.#bringBack(board, board.deletedAt, person.id);
    return await this.#described(boardId, person.id);
  }

  /** The board a link leads to. @throws `board_deleted`. */
  async leadTo(boardId: BoardId): Promise<BoardRow> {
    const board = await this.#boards.board(boardId);
    if (board === null) throw new WeftError('board_not_found');
    if (board.deletedAt !== null) throw new WeftError('board_deleted');
    return board;
  }

  /** @returns the role the person has then: what the link gives, or more when they had more. */
  async join(boardId: BoardId, person: Person, role: Role): Promise<Role> {
    // Two taps on "Join" are one arrival.
    return await this.#joining.run(`${boardId} ${person.id}`, async () => {
      await this.leadTo(boardId);
      const found = await this.memberOf(boardId, person.id);
      if (!found.ok) return await this.#arrive(boardId, person.id, role);
      return await this.#raise(boardId, found.member, role);
    });
  }

  async #arrive(boardId: BoardId, personId: PersonId, role: Role): Promise<Role> {
    const arrival = await this.#boards.addMember(boardId, personId, role, this.#now());
    try {
      await this.#live.record(boardId, personId, { type: 'joined', role });
    } catch (error) {
      if (arrival === 'first') await this.#boards.removeMember(boardId, personId);
      else await this.#boards.leave(boardId, personId, this.#now());
      throw error;
    }
    return role;
  }

  async #raise(boardId: BoardId, member: BoardMember, offered: Role): Promise<Role> {
    const role = higherRole(member.role, offered);
    if (role === member.role) return role;
    await this.#boards.setRole(boardId, member.id, role);
    try {
      await this.#live.record(boardId, member.id, { type: 'role-changed', personId: member.id, role });
    } catch (error) {
      await this.#boards.setRole(boardId, member.id, member.role);
      throw error;
    }
    this.#live.roleChanged(boardId, member.id);
    return role;
  }

  async #bringBack(board: BoardRow, deletedAt: number, personId: PersonId): Promise<void> {
    if (this.#now() >= deletedAt + LIMITS.undeleteMs) throw new WeftError('board_deleted');
    await this.#live.record(board.id, personId, { type: 'undeleted' });
    await this.#boards.setDeleted(board.id, null);
  }

  async #described(id: BoardId, personId: PersonId): Promise<Board> {
    const board = await this.#boards.own(id, personId);
    if (board === null) throw new WeftError('board_not_found');
    const [described] = await this.#describe([board], personId);
    if (described === undefined) throw new WeftError('board_not_found');
    return described;
  }

  async #describe(boards: readonly OwnBoard[], personId: PersonId): Promise<Board[]> {
    const ids = boards.map(({ id }) => id);
    const [faces, settings] = await Promise.all([this.#boards.faces(ids), this.#disclosure.settingsOf(ids)]);
    return boards.map((board) => {
      const described = describe(board, faces.get(board.id));
      return { ...described, people: [...membersList(described.people, settings.get(board.id) ?? [], personId)] };
    });
  }
}

function boardIdFrom(id: string): BoardId {
  const parsed = BoardIdSchema.safeParse(id);
  if (!parsed.success) throw new WeftError('board_not_found');
  return parsed.data;
}

const describe = (board: OwnBoard, faces: Faces | undefined): Board => ({
  ...board,
  people: faces?.people ?? [],
  peopleCount: faces?.peopleCount ?? 0,
  thumbnail: `/api/boards/${board.id}/thumbnail.svg?v=${board.changedAt}`,
});
