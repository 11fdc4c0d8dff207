import type { ClientId, ContributionKind, ItemId, PersonId } from '@weft/protocol';

/** What somebody does to an item. Whether `text` is *wrote* or *refined* shows only over a whole burst (rule K2). */
export type Act = 'text' | Exclude<ContributionKind, 'wrote'>;

/** Acts of one person, one sort and one item with no pause between them. */
export interface Burst {
  readonly id: string;
  /** Its place among all, by when they began. */
  order: number;
  personId: PersonId;
  readonly itemId: ItemId;
  readonly act: Act;
  readonly from: number;
  to: number;
  /** New characters, less those taken back. Only for text. */
  written: number;
  /** Everything else, in the act's own unit. */
  edited: number;
  /** What undo took from it, for redo to give again. */
  readonly undone: { written: number; edited: number };
  /** What each entry added, so that it can be told apart what was there when it was offered to somebody (R1). */
  readonly steps: Step[];
  /** Characters in the item when the burst began. */
  readonly lengthBefore: number;
  /** It holds something that was done without a connection. */
  offline: boolean;
  /** Per clientID the first id typed in this burst. */
  readonly since: Map<ClientId, number>;
}

interface Step extends Amount {
  readonly seq: number;
  readonly at: number;
}

export interface Doing {
  readonly seq: number;
  readonly at: number;
  readonly personId: PersonId;
  /** Done without a connection, and brought in at `at`. */
  readonly offline: boolean;
}

export interface Amount {
  readonly written: number;
  readonly edited: number;
}

/** The contributions to one board in the making: gathers acts into bursts, and lets undo take them back. */
export class ContributionBook {
  readonly #pauseMs: number;
  readonly #bursts: Burst[] = [];
  readonly #ofItem = new Map<ItemId, Burst[]>();
  /** By item, person and act: three looks at short tables cost less than one at a long one under a made-up key. */
  readonly #latest = new Map<ItemId, Map<PersonId, Map<Act, Burst>>>();
  /** What was taken back of an item whole, for it to be given again. */
  readonly #takenBack = new Map<ItemId, readonly ({ readonly burst: Burst } & Amount)[]>();
  #idSeq = 0;
  #idsOfSeq = 0;

  constructor(pauseMs: number) {
    this.#pauseMs = pauseMs;
  }

  /** All bursts, by when they began. */
  get bursts(): readonly Burst[] {
    return this.#bursts;
  }

  burstsOf(itemId: ItemId): readonly Burst[] {
    return this.#ofItem.get(itemId) ?? [];
  }

  /** The burst that an act at this time would continue. */
  open(doing: Doing, itemId: ItemId, act: Act, pauseMs = this.#pauseMs): Burst | undefined {
    const burst = this.#latest.get(itemId)?.get(doing.personId)?.get(act);
    return burst !== undefined && doing.at - burst.to <= pauseMs ? burst : undefined;
  }

  /** The first of these acts whose burst an act at this time would continue. */
  openAct(doing: Doing, itemId: ItemId, acts: readonly Act[], pauseMs: number): Act | undefined {
    const latest = this.#latest.get(itemId)?.get(doing.personId);
    return acts.find((act) => doing.at - (latest?.get(act)?.to ?? -Infinity) <= pauseMs);
  }

  /** Writes an act down: as part of the open burst, or as the beginning of a new one. */
  add(doing: Doing, itemId: ItemId, act: Act, amount: Amount, lengthBefore = 0): Burst {
    const burst = this.open(doing, itemId, act) ?? this.#begin(doing, itemId, act, lengthBefore);
    burst.to = doing.at;
    burst.offline ||= doing.offline;
    const written = Math.max(-burst.written, amount.written);
    burst.written += written;
    burst.edited += amount.edited;
    burst.steps.push({ seq: doing.seq, at: doing.at, written, edited: amount.edited });
    return burst;
  }

  /** Undo: takes from the person's latest bursts first. @returns whether there was anything to take from. */
  takeBack(personId: PersonId, itemId: ItemId, acts: readonly Act[], amount: Amount): boolean {
    return this.#move(this.burstsOf(itemId).toReversed(), personId, acts, amount, (burst, unit, wanted) => {
      const moved = Math.min(wanted, burst[unit]);
      burst[unit] -= moved;
      burst.undone[unit] += moved;
      return moved;
    });
  }

  /** Redo: gives again what undo took, the earliest first. */
  giveAgain(personId: PersonId, itemId: ItemId, acts: readonly Act[], amount: Amount): boolean {
    return this.#move(this.burstsOf(itemId), personId, acts, amount, (burst, unit, wanted) => {
      const moved = Math.min(wanted, burst.undone[unit]);
      burst[unit] += moved;
      burst.undone[unit] -= moved;
      return moved;
    });
  }

  /**
   * U1: takes back all that a person did to an item, where they did one of these acts to it.
   * @returns whether they had
   */
  takeBackAll(personId: PersonId, itemId: ItemId, acts: readonly Act[]): boolean {
    const own = this.burstsOf(itemId).filter((burst) => burst.personId === personId && isLeft(burst));
    if (!own.some(({ act }) => acts.includes(act))) return false;
    this.#takenBack.set(
      itemId,
      own.map((burst) => ({ burst, written: burst.written, edited: burst.edited })),
    );
    for (const burst of own) [burst.written, burst.edited] = [0, 0];
    return true;
  }

  /** U1: gives again what {@link takeBackAll} took from an item last. */
  giveAllAgain(itemId: ItemId): void {
    for (const { burst, written, edited } of this.#takenBack.get(itemId) ?? []) {
      burst.written += written;
      burst.edited += edited;
    }
    this.#takenBack.delete(itemId);
  }

  /** What somebody did to an item last, of what is left. */
  latestOf(personId: PersonId, itemId: ItemId): Burst | undefined {
    const own = this.burstsOf(itemId).filter((burst) => burst.personId === personId && isLeft(burst));
    return own.reduce<Burst | undefined>(
      (last, burst) => (last === undefined || endOf(burst) >= endOf(last) ? burst : last),
      undefined,
    );
  }

  /** What somebody did to an item first, of what undo took something from. */
  firstUndoneOf(personId: PersonId, itemId: ItemId): Burst | undefined {
    return this.burstsOf(itemId).find(
      (burst) => burst.personId === personId && burst.undone.written + burst.undone.edited > 0,
    );
  }

  /** R1: what one person did of these sorts to an item, up to an entry, is another's. What they do next begins anew. */
  give(itemId: ItemId, from: PersonId, to: PersonId, acts: readonly Act[], until: number): void {
    for (const burst of this.burstsOf(itemId)) {
      if (burst.personId !== from || !acts.includes(burst.act)) continue;
      const first = burst.steps[0];
      if (first === undefined || first.seq > until) continue;
      const rest = this.#splitAfter(burst, until);
      burst.personId = to;
      const latest = this.#latest.get(itemId)?.get(from);
      if (latest?.get(burst.act) !== burst) continue;
      if (rest === null) latest.delete(burst.act);
      else latest.set(burst.act, rest);
    }
  }

  /** A burst that went on after an entry ends there. @returns what came after, as a burst of its own. */
  #splitAfter(burst: Burst, until: number): Burst | null {
    const next = burst.steps.findIndex(({ seq }) => seq > until);
    if (next === -1) return null;
    const later = burst.steps.splice(next);
    const began = later[0] as Step;
    const written = Math.min(burst.written, Math.max(0, sumOf(burst.steps, 'written')));
    const edited = Math.min(burst.edited, sumOf(burst.steps, 'edited'));
    const rest: Burst = {
      ...burst,
      id: this.#idIn(began.seq),
      from: began.at,
      written: burst.written - written,
      edited: burst.edited - edited,
      undone: { ...burst.undone },
      steps: later,
      lengthBefore: burst.lengthBefore + written,
      since: new Map(burst.since),
    };
    burst.to = burst.steps.at(-1)?.at ?? burst.from;
    burst.written = written;
    burst.edited = edited;
    burst.undone.written = 0;
    burst.undone.edited = 0;
    this.#insert(rest);
    return rest;
  }

  /** Among all, by when it began. Seldom: only where something was given that went on meanwhile. */
  #insert(burst: Burst): void {
    const place = this.#bursts.findIndex(({ from }) => from > burst.from);
    this.#bursts.splice(place === -1 ? this.#bursts.length : place, 0, burst);
    for (const [order, one] of this.#bursts.entries()) one.order = order;
    const ofItem = [...this.burstsOf(burst.itemId), burst].toSorted((a, b) => a.order - b.order);
    this.#ofItem.set(burst.itemId, ofItem);
  }

  /** An id in an entry that was judged already. */
  #idIn(seq: number): string {
    const taken = this.#bursts.filter(({ id }) => id.startsWith(`${seq}.`)).length;
    return `${seq}.${taken + 1}`;
  }

  #move(
    bursts: readonly Burst[],
    personId: PersonId,
    acts: readonly Act[],
    amount: Amount,
    transfer: (burst: Burst, unit: 'written' | 'edited', wanted: number) => number,
  ): boolean {
    let { written, edited } = amount;
    for (const burst of bursts) {
      if (burst.personId !== personId || !acts.includes(burst.act)) continue;
      written -= transfer(burst, 'written', written);
      edited -= transfer(burst, 'edited', edited);
      if (written + edited === 0) break;
    }
    return written + edited < amount.written + amount.edited;
  }

  #begin(doing: Doing, itemId: ItemId, act: Act, lengthBefore: number): Burst {
    const burst: Burst = {
      id: this.#nextId(doing.seq),
      order: this.#bursts.length,
      personId: doing.personId,
      itemId,
      act,
      from: doing.at,
      to: doing.at,
      written: 0,
      edited: 0,
      undone: { written: 0, edited: 0 },
      steps: [],
      lengthBefore,
      offline: false,
      since: new Map(),
    };
    this.#bursts.push(burst);
    const ofItem = this.#ofItem.get(itemId);
    if (ofItem === undefined) this.#ofItem.set(itemId, [burst]);
    else ofItem.push(burst);
    this.#remember(burst);
    return burst;
  }

  #remember(burst: Burst): void {
    const ofItem = this.#latest.get(burst.itemId) ?? new Map<PersonId, Map<Act, Burst>>();
    const ofPerson = ofItem.get(burst.personId) ?? new Map<Act, Burst>();
    this.#latest.set(burst.itemId, ofItem.set(burst.personId, ofPerson.set(burst.act, burst)));
  }

  #nextId(seq: number): string {
    this.#idsOfSeq = seq === this.#idSeq ? this.#idsOfSeq + 1 : 1;
    this.#idSeq = seq;
    return `${seq}.${this.#idsOfSeq}`;
  }
}

const sumOf = (steps: readonly Step[], unit: keyof Amount): number => steps.reduce((sum, step) => sum + step[unit], 0);

const isLeft = (burst: Burst): boolean => burst.written + burst.edited > 0;

/** The entry that added to it last. */
const endOf = (burst: Burst): number => burst.steps.at(-1)?.seq ?? 0;
