import {
  boxModelValidator,
  InstancePresenceRecordType,
  isPageId,
  isShapeId,
  isUserId,
  scribbleValidator,
  TL_CURSOR_TYPES,
} from '@tldraw/tlschema';
import type { BoxModel, TLCursorType, TLInstancePresence, TLScribble, TLShapeId, TLUserId } from '@tldraw/tlschema';
import type { ClientId } from '@weft/protocol';
import { z } from 'zod';

/**
 * What a page tells others of itself, as fields of its awareness state: where it points, what it has selected, what it
 * sees. Never who: names and colours come from the server's roster, by clientID. What changes together is one field, as
 * only changed fields travel; the pointer, which changes all the time, travels as two numbers.
 */
export interface CanvasPresence {
  /** Null for who has not pointed at anything yet. */
  readonly pointer: readonly [x: number, y: number] | null;
  readonly canvas: {
    readonly page: string;
    /** Its type and rotation. */
    readonly cursor: readonly [string, number];
    readonly selected: readonly string[];
    /** tldraw's user record id of whom this page follows. */
    readonly following: string | null;
  };
  readonly view: {
    /** x, y, zoom. */
    readonly camera: readonly [number, number, number] | null;
    readonly screen: BoxModel | null;
  };
  readonly brush: BoxModel | null;
  /** Null for none. */
  readonly scribbles: readonly TLScribble[] | null;
}

/** The same fields of a page without a canvas. */
export const NO_PRESENCE = { pointer: null, canvas: null, view: null, brush: null, scribbles: null };

export interface PresencePerson {
  readonly userId: TLUserId;
  readonly name: string;
  readonly color: string;
}

const MAX_SELECTED = 200;
const MAX_SCRIBBLES = 4;
const MAX_SCRIBBLE_POINTS = 80;

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** @param hasPointed before the pointer has moved, tldraw has it in the corner: others would see an arrow there. */
export function presenceToSend(record: TLInstancePresence, hasPointed: boolean): CanvasPresence {
  const { cursor, camera, screenBounds, brush } = record;
  const scribbles = record.scribbles.slice(-MAX_SCRIBBLES).map(roundScribble);
  return {
    pointer: hasPointed && cursor ? [tenth(cursor.x), tenth(cursor.y)] : null,
    canvas: {
      page: record.currentPageId,
      cursor: [cursor?.type ?? 'default', tenth(cursor?.rotation ?? 0)],
      selected: record.selectedShapeIds.slice(0, MAX_SELECTED),
      following: record.followingUserId,
    },
    view: {
      camera: camera && [tenth(camera.x), tenth(camera.y), Math.round(camera.z * 1000) / 1000],
      screen: screenBounds && roundBox(screenBounds),
    },
    brush: brush && roundBox(brush),
    scribbles: scribbles.length > 0 ? scribbles : null,
  };
}

const roundScribble = (scribble: TLScribble): TLScribble => ({
  ...scribble,
  points: scribble.points.slice(-MAX_SCRIBBLE_POINTS).map(({ x, y }) => ({ x: tenth(x), y: tenth(y), z: 0.5 })),
});

const roundBox = ({ x, y, w, h }: BoxModel): BoxModel => ({ x: tenth(x), y: tenth(y), w: tenth(w), h: tenth(h) });

/** Far beyond any board, and small enough that no sum of them overflows. */
const coordinate = z.number().min(-1e7).max(1e7);
const box = z.custom<BoxModel>(
  (value) => boxModelValidator.isValid(value) && Object.values(value).every((side) => Math.abs(side) <= 1e7),
);
const PresenceSchema = z.object({
  pointer: z.tuple([coordinate, coordinate]).nullish(),
  canvas: z.object({
    page: z.string().max(100).refine(isPageId),
    cursor: z.tuple([z.string(), coordinate]),
    selected: z
      .array(z.custom<TLShapeId>((id) => typeof id === 'string' && id.length <= 100 && isShapeId(id)))
      .max(MAX_SELECTED),
    following: z.string().max(100).nullable(),
  }),
  view: z
    .object({
      camera: z.tuple([coordinate, coordinate, z.number().min(0.001).max(1000)]).nullable(),
      screen: box.nullable(),
    })
    .nullish(),
  brush: box.nullish(),
  scribbles: z
    .array(
      z.custom<TLScribble>((value) => scribbleValidator.isValid(value) && value.points.length <= MAX_SCRIBBLE_POINTS),
    )
    .max(MAX_SCRIBBLES)
    .nullish(),
});

/**
 * @param received a client's whole awareness state
 * @param at when it last did something, in this page's own time
 * @returns a presence record that tldraw takes, or null when this was no presence
 */
export function presenceRecord(
  received: unknown,
  clientId: ClientId,
  person: PresencePerson,
  at: number,
): TLInstancePresence | null {
  const parsed = PresenceSchema.safeParse(received);
  if (!parsed.success) return null;
  const { pointer, canvas, view, brush, scribbles } = parsed.data;
  const [type, rotation] = canvas.cursor;
  const camera = view?.camera;
  return InstancePresenceRecordType.create({
    id: InstancePresenceRecordType.createId(String(clientId)),
    userId: person.userId,
    userName: person.name,
    color: person.color,
    currentPageId: canvas.page,
    cursor: pointer ? { x: pointer[0], y: pointer[1], type: cursorType(type), rotation } : null,
    camera: camera ? { x: camera[0], y: camera[1], z: camera[2] } : null,
    screenBounds: view?.screen ?? null,
    selectedShapeIds: [...canvas.selected],
    brush: brush ?? null,
    scribbles: scribbles ?? [],
    followingUserId: canvas.following !== null && isUserId(canvas.following) ? canvas.following : null,
    lastActivityTimestamp: at,
    chatMessage: '',
    meta: {},
  });
}

/** A cursor that only a newer client knows is shown as the plain one. */
const cursorType = (type: string): TLCursorType => [...TL_CURSOR_TYPES].find((known) => known === type) ?? 'default';
