import type { StructId } from '@weft/update-codec';
import type { Place } from './GuardContext.ts';
import type { PlaceSurvey } from './PlaceSurvey.ts';

/** The root type that holds the records of a board, each under its id. */
const RECORDS = 'records';

/** The record that an item lies in, and where. */
export interface RecordPlace {
  readonly recordId: string;
  /** Under which key of the record; null where the item holds the record itself, or lies deeper. */
  readonly key: string | null;
  /** The item holds the record itself: made anew it overwrites the record, deleted it takes the record away. */
  readonly isRecord: boolean;
}

/** Names the records that items lie in, by going outwards to the root. Each type on the way is passed once. */
export class RecordSurvey {
  readonly #places: PlaceSurvey;
  readonly #recordOfType = new Map<string, string | null>();

  constructor(places: PlaceSurvey) {
    this.#places = places;
  }

  /** @returns null for what is gone, or lies in no record */
  recordOf(id: StructId): RecordPlace | null {
    const place = this.#places.placeOf(id);
    if (place === null) return null;
    const { parent, key } = place;
    if (typeof parent === 'string') return isRecord(place) ? { recordId: place.key, key: null, isRecord: true } : null;
    const recordId = this.#recordAround(parent);
    if (recordId === null) return null;
    return { recordId, key: place.nesting === 2 ? key : null, isRecord: false };
  }

  #recordAround(type: StructId): string | null {
    const passed: string[] = [];
    let recordId: string | null = null;
    for (let next: StructId | string = type; typeof next !== 'string';) {
      const name = `${next.client}:${next.clock}`;
      const known = this.#recordOfType.get(name);
      if (known !== undefined) {
        recordId = known;
        break;
      }
      passed.push(name);
      const place = this.#places.placeOf(next);
      if (place === null) break;
      if (isRecord(place)) recordId = place.key;
      next = place.parent;
    }
    for (const name of passed) this.#recordOfType.set(name, recordId);
    return recordId;
  }
}

const isRecord = (place: Place): place is Place & { readonly key: string } =>
  place.parent === RECORDS && place.key !== null;
