import { exactCell, textCell } from '@weft/board-model';
import { MyPartSchema, type Contribution, type MyPart, type Person } from '@weft/protocol';
import type { PersonsMoments } from '../ports.ts';
import type { MyParts, PartOwner } from './MyParts.ts';
import type { Offers } from './Offers.ts';
import type { Own, PartRepository } from './PartRepository.ts';
import type { PersonsBoard, RightsRepository } from './RightsRepository.ts';

export interface PartExportOptions {
  readonly mine: MyParts;
  readonly own: PartRepository;
  readonly offers: Offers;
  readonly rights: RightsRepository;
  readonly moments: PersonsMoments;
  readonly now: () => number;
}

const FORMAT = { format: 'weft-part', version: 1 } as const;
const COLUMNS = ['board', 'item', 'type', 'text', 'kind', 'from', 'to', 'size', 'offline'];

/** Taking one's part along: everything kept about oneself, others in it only as they are told to oneself. */
export class PartExport {
  readonly #options: PartExportOptions;

  constructor(options: PartExportOptions) {
    this.#options = options;
  }

  /** One board, with private reflections, frozen parts and offers. */
  async json(owner: PartOwner, person: Person): Promise<string> {
    const { mine, now } = this.#options;
    const part = Buffer.from(await mine.part(owner)).toString();
    const rest = JSON.stringify({ ...(await this.#kept(owner, person)), exportedAt: now() });
    return `${JSON.stringify(FORMAT).slice(0, -1)},"part":${part},${rest.slice(1)}`;
  }

  /** One board as a table with a row for each contribution (RFC 4180, UTF-8, times in UTC). */
  async csv(owner: PartOwner): Promise<string> {
    const json = Buffer.from(await this.#options.mine.part(owner)).toString();
    return contributionsTable(MyPartSchema.parse(JSON.parse(json)));
  }

  /** All boards, one after the other, those that the person left or that were deleted with what is kept of their words. */
  async *all(person: Person): AsyncGenerator<string> {
    const head = JSON.stringify({ ...FORMAT, exportedAt: this.#options.now(), person });
    yield `${head.slice(0, -1)},"boards":[`;
    let first = true;
    for (const board of await this.#options.rights.boardsOf(person.id)) {
      yield `${first ? '' : ','}\n${await this.#board(board, person)}`;
      first = false;
    }
    yield ']}\n';
  }

  async #board({ id, title, deletedAt, ...times }: PersonsBoard, person: Person): Promise<string> {
    const owner = deletedAt === null ? await this.#ownerOf(id, person) : null;
    if (owner !== null) return await this.json(owner, person);
    const own = { boardId: id, personId: person.id };
    return JSON.stringify({
      board: { id, title },
      joinedAt: times.joinedAt,
      leftAt: times.leftAt,
      deletedAt,
      statements: await this.#options.own.statementsOf(own),
      choices: await this.#options.own.choicesOf(own),
      ...(await this.#kept(own, person)),
    });
  }

  /** Null for a board that shows itself to the person no more. */
  async #ownerOf(boardId: PersonsBoard['id'], person: Person): Promise<PartOwner | null> {
    try {
      return await this.#options.mine.ownerOf(boardId, person);
    } catch (error) {
      if (isCoded(error, 'not_member') || isCoded(error, 'board_deleted')) return null;
      throw error;
    }
  }

  async #kept(own: Own, person: Person) {
    const { mine, offers, moments } = this.#options;
    const frozenParts: { id: string; at: number; part: MyPart }[] = [];
    for (const { id, at } of await this.#options.own.frozenOf(own)) {
      frozenParts.push({ id, at, part: await mine.frozen(own, id, person) });
    }
    return { frozenParts, offers: await offers.list(own), ...(await moments.ofPerson(own.boardId, own.personId)) };
  }
}

const isCoded = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function contributionsTable({ board, items, contributions }: MyPart): string {
  const item = new Map(items.map((one) => [one.id, one]));
  const rows = contributions.map((one) => [
    textCell(board.title),
    exactCell(one.itemId),
    textCell(item.get(one.itemId)?.type ?? ''),
    textCell(item.get(one.itemId)?.words ?? ''),
    ...ofContribution(one),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

const ofContribution = ({ kind, from, to, size, offline }: Contribution): string[] => [
  exactCell(kind),
  new Date(from).toISOString(),
  new Date(to).toISOString(),
  String(size ?? ''),
  offline === true ? 'yes' : '',
];
