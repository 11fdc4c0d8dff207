import { WeftError, type BoardEvent, type BoardId, type PersonId } from '@weft/protocol';
import type { LiveBoards } from '../ports.ts';

/** Live boards that remember what they were told, and fail when asked to. */
export class FakeLiveBoards implements LiveBoards {
  readonly created: { boardId: BoardId; by: PersonId; title: string }[] = [];
  readonly events: { boardId: BoardId; by: PersonId | null; event: BoardEvent }[] = [];
  readonly reconnected: { boardId: BoardId; personId: PersonId }[] = [];
  readonly ended: { boardId: BoardId; personId: PersonId }[] = [];
  readonly closed: BoardId[] = [];
  readonly connected = new Map<BoardId, PersonId[]>();
  update: { seq: number; update: Uint8Array } = { seq: 0, update: new Uint8Array([0, 0]) };
  statesRead = 0;
  failing = false;

  async create(boardId: BoardId, by: PersonId, title: string): Promise<void> {
    this.#mayFail();
    this.created.push({ boardId, by, title });
  }
  async record(boardId: BoardId, by: PersonId | null, event: BoardEvent): Promise<void> {
    await Promise.resolve();
    this.#mayFail();
    this.events.push({ boardId, by, event });
  }
  async change(): Promise<void> {
    this.#mayFail();
  }
  async setLocked(): Promise<readonly []> {
    this.#mayFail();
    return [];
  }
  roleChanged(boardId: BoardId, personId: PersonId): void {
    this.reconnected.push({ boardId, personId });
  }
  membershipEnded(boardId: BoardId, personId: PersonId): void {
    this.ended.push({ boardId, personId });
  }
  onMembershipEnded(): () => void {
    return () => undefined;
  }
  disclosureChanged(): void {
    // Nobody is connected here.
  }
  deleted(boardId: BoardId): void {
    this.closed.push(boardId);
  }
  here(boardId: BoardId): readonly PersonId[] {
    return this.connected.get(boardId) ?? [];
  }
  async read(): Promise<readonly []> {
    return [];
  }
  async seqAt(): Promise<number> {
    return 0;
  }
  async state(): Promise<{ readonly seq: number; readonly update: Uint8Array }> {
    this.#mayFail();
    this.statesRead += 1;
    return this.update;
  }

  #mayFail(): void {
    if (this.failing) throw new WeftError('storage_failed', 'the log cannot write');
  }
}
