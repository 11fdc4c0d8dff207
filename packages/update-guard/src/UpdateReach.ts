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
  /** Those that bring structs which the document does not have. */
  readonly fresh: readonly ClientSection[];
  readonly #stateVector: ReadonlyMap<ClientId, number>;
  /** Only where there are many clients: nearly every update has one. */
  #ends: ReadonlyMap<ClientId, number> | null = null;

  constructor({ ranges }: ScannedUpdate, stateVector: ReadonlyMap<ClientId, number>) {
    this.#stateVector = stateVector;
    const sections: { client: ClientId; start: number; end: number; known: number }[] = [];
    // The ranges of one client stand together.
    for (const { client, clock, length } of ranges) {
      const last = sections.at(-1);
      if (last?.client === client) last.end = clock + length;
      else sections.push({ client, start: clock, end: clock + length, known: this.before(client) });
    }
    this.sections = sections;
    this.fresh = sections.filter(({ end, known }) => end > known);
  }

  /** The first clock of the client that the document does not have. */
  before(client: ClientId): number {
    return this.#stateVector.get(client) ?? 0;
  }

  /** The same once the update is applied. */
  after(client: ClientId): number {
    return Math.max(this.before(client), this.#endOf(client));
  }

  #endOf(client: ClientId): number {
    if (this.sections.length <= FEW) return this.sections.find((section) => section.client === client)?.end ?? 0;
    this.#ends ??= new Map(this.sections.map(({ client: of, end }) => [of, end]));
    return this.#ends.get(client) ?? 0;
  }
}

const FEW = 8;
