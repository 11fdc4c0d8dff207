import { POSITION_STEPS } from '@weft/board-model';
import type { BoardRecord } from './Track.ts';

/**
 * A record as a track writes it: its position, which changes most, in whole steps and apart from everything else, which is
 * JSON. The place is null where there is none, or none that steps can tell: then it stands in the JSON.
 */
export interface WrittenRecord {
  readonly json: string;
  readonly place: Place | null;
}

export type Place = readonly [x: number, y: number];

export function writtenRecord(record: BoardRecord): WrittenRecord {
  const place = placeOf(record);
  return { json: canonical(place === null ? record : { ...record, x: undefined, y: undefined }), place };
}

/** The record of what was written, once its JSON is read. */
export const withPlace = (record: object, place: Place | null): BoardRecord =>
  (place === null ? record : { ...record, x: place[0] / POSITION_STEPS, y: place[1] / POSITION_STEPS }) as BoardRecord;

function placeOf(record: BoardRecord): Place | null {
  if (record.typeName !== 'shape') return null;
  const [x, y] = [record.x * POSITION_STEPS, record.y * POSITION_STEPS];
  return isStep(x) && isStep(y) ? [x, y] : null;
}

/** There and back without loss, minus zero included. */
const isStep = (step: number): boolean => Number.isSafeInteger(step) && !Object.is(step, -0);

/** JSON that is the same when it is read and written once more, as a reader does who changes a stretch of it. */
const canonical = (value: object): string => JSON.stringify(JSON.parse(JSON.stringify(value)));
