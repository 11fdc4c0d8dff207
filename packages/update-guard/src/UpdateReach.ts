import type { ClientId } from '@weft/protocol';
import type { ScannedUpdate } from '@weft/update-codec';

/** The structs of one client in one update: all clocks from `start` to below `end`. */
export interface ClientSection {
  readonly client: ClientId;
  readonly start: number;
  readonly end: number;
  /** How far the document knew this client before. */
  readonly known: number;
}

/** How far each client is known before an update, and how far after it. */
export class UpdateReach {
  readonly sections: readonly ClientSection[];
  readonly #stateVector: ReadonlyMap<ClientId, number>;
  readonly #ends = new Map<ClientId, number>();

  constructor({ ranges }: ScannedUpdate, stateVector: ReadonlyMap<ClientId, number>) {
    this.#stateVector = stateVector;
    const starts = new Map<ClientId, number>();
    for (const { client, clock, length } of ranges) {
      if (!starts.has(client)) starts.set(client, clock);
      this.#ends.set(client, clock + length);
    }
    this.sections = [...starts].map(([client, start]) => {
      return { client, start, end: this.#ends.get(client) ?? start, known: this.before(client) };
    });
  }

  /** The first clock of the client that the document does not have. */
  before(client: ClientId): number {
    return this.#stateVector.get(client) ?? 0;
  }

  /** The same once the update is applied. */
  after(client: ClientId): number {
    return Math.max(this.before(client), this.#ends.get(client) ?? 0);
  }
}

/** @returns the sections that bring structs which the document does not have. */
export const newSections = ({ sections }: UpdateReach): readonly ClientSection[] =>
  sections.filter(({ end, known }) => end > known);
