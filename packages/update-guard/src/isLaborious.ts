import type { ClientId } from '@weft/protocol';
import type { ItemReferences, ScannedUpdate, StructId } from '@weft/update-codec';
import type { GuardContext, Place } from './GuardContext.ts';
import { itemAt } from './itemAt.ts';
import type { PlaceSurvey } from './PlaceSurvey.ts';
import type { UpdateReach } from './UpdateReach.ts';

/** A step takes Yjs some 200 ns. What people do takes one each, and as many more as others wrote at the same place meanwhile. */
const MAX_STEPS = 1_000_000;

/** Fewer items are quickly placed, or are charged to the sender's rate. */
const FEW_ITEMS = 32;

/**
 * Whether Yjs would take unduly long to find the places of an update's items. It looks at everything that stands between an
 * item's two neighbours: where a person writes these stand side by side, but for what others wrote there at the same
 * moment. A forged update of a few hundred kB can make it look at all of a list for each of its items, when it arrives and
 * whenever the board is opened.
 */
export function isLaborious(
  { references }: ScannedUpdate,
  reach: UpdateReach,
  places: PlaceSurvey,
  context: GuardContext,
): boolean {
  if (context.stepsBetween === undefined || references.length <= FEW_ITEMS) return false;
  const placing = new Placing(
    references,
    reach,
    places,
    (between, atMost) => context.stepsBetween?.(between, atMost) ?? 0,
  );
  return references.some((item) => placing.steps(item) > MAX_STEPS);
}

/** What something stands right of: a new item, one of the document by its id, or the beginning of a type. */
type Left = ItemReferences | string;

/**
 * Puts the items of an update between their neighbours one after the other, and counts what is passed. They come in the
 * order in which they are written; where clients wait for each other some are not there yet, and count for nothing.
 */
class Placing {
  readonly #byClient: ReadonlyMap<ClientId, readonly ItemReferences[]>;
  readonly #reach: UpdateReach;
  readonly #places: PlaceSurvey;
  readonly #stepsBetween: NonNullable<GuardContext['stepsBetween']>;
  /** What of the new items stands right of something. */
  readonly #next = new Map<Left, ItemReferences>();
  /** What of the document stands right of a new item. */
  readonly #knownRight = new Map<ItemReferences, StructId | null>();
  readonly #counted = new Map<string, number>();
  #steps = 0;

  constructor(
    references: readonly ItemReferences[],
    reach: UpdateReach,
    places: PlaceSurvey,
    stepsBetween: NonNullable<GuardContext['stepsBetween']>,
  ) {
    this.#byClient = Map.groupBy(references, ({ client }) => client);
    this.#reach = reach;
    this.#places = places;
    this.#stepsBetween = stepsBetween;
  }

  /** @returns the steps of all items up to this one. */
  steps(item: ItemReferences): number {
    const { client, clock, origin } = item;
    const follows = origin?.client === client && origin.clock === clock - 1;
    if (follows || this.#isKnown(item)) return this.#steps;
    const place = this.#places.placeOf(item);
    if (place !== null) this.#put(item, place);
    return this.#steps;
  }

  #put(item: ItemReferences, place: Place): void {
    const { origin, rightOrigin } = item;
    const leftItem = origin === null ? null : this.#newItem(origin);
    const left: Left = leftItem ?? (origin === null ? nameOfBeginning(place) : nameOf(origin));
    const right = rightOrigin === null ? null : this.#newItem(rightOrigin);
    if (leftItem === null) this.#steps += this.#stepsInDocument(item, left as string, place);
    for (let at = this.#next.get(left); at !== undefined && at !== right; at = this.#next.get(at)) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS) return;
    }
    const next = this.#next.get(left);
    if (next !== undefined) this.#next.set(item, next);
    this.#next.set(left, item);
  }

  /** Between what the document has left and right of a new item; many new ones may be in one place. */
  #stepsInDocument(item: ItemReferences, leftName: string, place: Place): number {
    if (typeof place.parent !== 'string' && !this.#isKnown(place.parent)) return 0;
    const right = this.#knownRightOf(item);
    const name = `${leftName} ${right === null ? '' : nameOf(right)}`;
    const counted = this.#counted.get(name) ?? this.#stepsBetween({ left: item.origin, right, place }, MAX_STEPS + 1);
    this.#counted.set(name, counted);
    return counted;
  }

  /** Each item is passed once, however long the way: who writes backwards puts each item left of the one before. */
  #knownRightOf(item: ItemReferences): StructId | null {
    const way: ItemReferences[] = [];
    let right: StructId | null = null;
    for (let at: ItemReferences | null = item; at !== null;) {
      const known = this.#knownRight.get(at);
      if (known !== undefined) {
        right = known;
        break;
      }
      way.push(at);
      right = at.rightOrigin;
      at = right === null ? null : this.#newItem(right);
    }
    for (const passed of way) this.#knownRight.set(passed, right);
    return right;
  }

  #newItem(id: StructId): ItemReferences | null {
    if (this.#isKnown(id)) return null;
    return itemAt(this.#byClient.get(id.client) ?? [], id.clock) ?? null;
  }

  #isKnown({ client, clock }: StructId): boolean {
    return clock < this.#reach.before(client);
  }
}

const nameOf = ({ client, clock }: StructId): string => `${client}:${clock}`;

function nameOfBeginning({ parent, key }: Place): string {
  return `${typeof parent === 'string' ? parent : nameOf(parent)}/${key === null ? '' : `/${key}`}`;
}
