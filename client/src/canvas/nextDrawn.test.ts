import { createShapeId } from 'tldraw';
import type { TLShapeId } from 'tldraw';
import { describe, expect, it } from 'vitest';
import { NOTHING_DRAWN, nextDrawn } from './nextDrawn.ts';
import type { Drawn } from './nextDrawn.ts';

const IDS = Array.from({ length: 3_000 }, (_, i) => createShapeId(`n${i}`));
const idsFrom = (from: number, to: number): TLShapeId[] => IDS.slice(from, to);

/** A page of which these are seen. */
const pageShowing = (seen: readonly TLShapeId[], ids: readonly TLShapeId[] = IDS) => {
  const visible = new Set(seen);
  return { ids: new Set(ids), culled: new Set(ids.filter((id) => !visible.has(id))), inOrder: () => ids };
};

/** Until there is no more to be drawn. */
function drawnWhole(from: Drawn, page: ReturnType<typeof pageShowing>): Drawn {
  let drawn = from;
  for (let next = nextDrawn(drawn, page, 100); next !== drawn; next = nextDrawn(drawn, page, 100)) drawn = next;
  return drawn;
}

describe('what is drawn of a large page', () => {
  it('is what is seen, a portion at a time and in order', () => {
    const page = pageShowing(idsFrom(0, 250));
    const first = nextDrawn(NOTHING_DRAWN, page, 100);
    expect([...first.ids]).toEqual(idsFrom(0, 100));
    expect(first.isPart).toBe(true);
    const whole = drawnWhole(first, page);
    expect(new Set(whole.ids)).toEqual(new Set(idsFrom(0, 250)));
    expect(whole.isPart).toBe(false);
  });

  it('stays the same object as long as nothing changes', () => {
    const page = pageShowing(idsFrom(0, 50));
    const drawn = nextDrawn(NOTHING_DRAWN, page, 100);
    expect(nextDrawn(drawn, page, 100)).toBe(drawn);
  });

  it('keeps what has gone out of sight, until it is too much', () => {
    const here = drawnWhole(NOTHING_DRAWN, pageShowing(idsFrom(0, 700)));
    const there = drawnWhole(here, pageShowing(idsFrom(700, 1_100)));
    expect(there.ids.size).toBe(1_100);
    const far = nextDrawn(there, pageShowing(idsFrom(2_000, 2_050)), 100);
    expect(new Set(far.ids)).toEqual(new Set(idsFrom(2_000, 2_050)));
  });

  it('forgets what is deleted and draws what is new', () => {
    const drawn = nextDrawn(NOTHING_DRAWN, pageShowing(idsFrom(0, 50)), 100);
    const rest = idsFrom(1, 3_000);
    const next = nextDrawn(drawn, pageShowing(rest.slice(0, 60), rest), 100);
    expect(new Set(next.ids)).toEqual(new Set(rest.slice(0, 60)));
  });
});
