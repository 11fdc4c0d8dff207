/** Where a new item finds room beside another one. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type Size = Pick<Area, 'w' | 'h'>;
type Place = Pick<Area, 'x' | 'y'>;

/** The space between notes that are put in rows: room for an arrow from one to the next. */
const GAP = 48;
/** Between a frame's left edge and the first note of a row. */
const EDGE = 24;
const MAX_COLUMNS = 8;
const MAX_ROWS = 40;

/**
 * The first free place for something of a size: to the right of `beside`, then in the rows below it, all of it inside
 * `within`. Where all is taken, a little aside of `beside`, so that it is seen at least.
 * @param gap between the two
 */
export function placeBeside(
  size: Size,
  beside: Area,
  taken: readonly Area[],
  within: Area | null,
  gap: number = GAP,
): Place {
  for (const place of placesAround(size, beside, within, gap)) {
    const area = { ...place, ...size };
    if ((within === null || isInside(area, within)) && !taken.some((other) => overlaps(area, other))) return place;
  }
  return { x: beside.x + GAP / 2, y: beside.y + GAP / 2 };
}

function* placesAround({ w, h }: Size, beside: Area, within: Area | null, gap: number): Generator<Place> {
  const right = beside.x + beside.w + gap;
  for (let column = 0; column < MAX_COLUMNS; column += 1) yield { x: right + column * (w + GAP), y: beside.y };
  const left = within === null ? beside.x : within.x + EDGE;
  const below = beside.y + beside.h + gap;
  for (let row = 0; row < MAX_ROWS; row += 1) {
    for (let column = 0; column < MAX_COLUMNS; column += 1) {
      yield { x: left + column * (w + GAP), y: below + row * (h + GAP) };
    }
  }
}

const isInside = (area: Area, within: Area): boolean =>
  area.x >= within.x &&
  area.y >= within.y &&
  area.x + area.w <= within.x + within.w &&
  area.y + area.h <= within.y + within.h;

const overlaps = (a: Area, b: Area): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
