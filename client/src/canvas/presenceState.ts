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
 * What a page tells others of itself in the awareness field `canvas`: where it points, what it has selected, what it
 * sees. Never who: names and colours come from the server's roster, by clientID.
 */
export interface CanvasPresence {
  readonly page: string;
  /** x, y, cursor type, rotation; null for who has not pointed at anything yet. */
  readonly cursor: readonly [number, number, string, number] | null;
  /** x, y, zoom. */
  readonly camera: readonly [number, number, number] | null;
  readonly screen: BoxModel | null;
  readonly selected: readonly string[];
  readonly brush: BoxModel | null;
  readonly scribbles: readonly TLScribble[];
  /** tldraw's user record id of whom this page follows. */
  readonly following: string | null;
  /** Changes with every act; only whether it changed is used, as the sender's clock may be anywhere. */
  readonly active: number;
}

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
  const { cursor, camera, screenBounds } = record;
  return {
    page: record.currentPageId,
    cursor: hasPointed ? cursor && [tenth(cursor.x), tenth(cursor.y), cursor.type, tenth(cursor.rotation)] : null,
    camera: camera && [tenth(camera.x), tenth(camera.y), Math.round(camera.z * 1000) / 1000],
    screen: screenBounds && roundBox(screenBounds),
    selected: record.selectedShapeIds.slice(0, MAX_SELECTED),
    brush: record.brush && roundBox(record.brush),
    scribbles: record.scribbles.slice(-MAX_SCRIBBLES).map((scribble) => ({
      ...scribble,
      points: scribble.points.slice(-MAX_SCRIBBLE_POINTS).map(({ x, y }) => ({ x: tenth(x), y: tenth(y), z: 0.5 })),
    })),
    following: record.followingUserId,
    active: record.lastActivityTimestamp ?? 0,
  };
}

const roundBox = ({ x, y, w, h }: BoxModel): BoxModel => ({ x: tenth(x), y: tenth(y), w: tenth(w), h: tenth(h) });

/** Far beyond any board, and small enough that no sum of them overflows. */
const coordinate = z.number().min(-1e7).max(1e7);
const box = z.custom<BoxModel>(
  (value) => boxModelValidator.isValid(value) && Object.values(value).every((side) => Math.abs(side) <= 1e7),
);
const PresenceSchema = z.object({
  page: z.string().max(100).refine(isPageId),
  cursor: z.tuple([coordinate, coordinate, z.string(), coordinate]).nullable(),
  camera: z.tuple([coordinate, coordinate, z.number().min(0.001).max(1000)]).nullable(),
  screen: box.nullable(),
  selected: z
    .array(z.custom<TLShapeId>((id) => typeof id === 'string' && id.length <= 100 && isShapeId(id)))
    .max(MAX_SELECTED),
  brush: box.nullable(),
  scribbles: z
    .array(
      z.custom<TLScribble>((value) => scribbleValidator.isValid(value) && value.points.length <= MAX_SCRIBBLE_POINTS),
    )
    .max(MAX_SCRIBBLES),
  following: z.string().max(100).nullable(),
  active: z.number(),
});

/** @returns a presence record that tldraw takes, or null when this was no presence. `at` is this page's own time. */
export function presenceRecord(
  received: unknown,
  clientId: ClientId,
  person: PresencePerson,
  at: number,
): TLInstancePresence | null {
  const parsed = PresenceSchema.safeParse(received);
  if (!parsed.success) return null;
  const { page, cursor, camera, screen, selected, brush, scribbles, following } = parsed.data;
  return InstancePresenceRecordType.create({
    id: InstancePresenceRecordType.createId(String(clientId)),
    userId: person.userId,
    userName: person.name,
    color: person.color,
    currentPageId: page,
    cursor: cursor && { x: cursor[0], y: cursor[1], type: cursorType(cursor[2]), rotation: cursor[3] },
    camera: camera && { x: camera[0], y: camera[1], z: camera[2] },
    screenBounds: screen,
    selectedShapeIds: [...selected],
    brush,
    scribbles,
    followingUserId: following !== null && isUserId(following) ? following : null,
    lastActivityTimestamp: at,
    chatMessage: '',
    meta: {},
  });
}

/** A cursor that only a newer client knows is shown as the plain one. */
const cursorType = (type: string): TLCursorType => [...TL_CURSOR_TYPES].find((known) => known === type) ?? 'default';
