import { Group2d, Rectangle2d, Vec } from 'tldraw';
import { describe, expect, it, vi } from 'vitest';
import { withDeferredLabel } from './DeferredLabel.ts';

const outline = (): Rectangle2d => new Rectangle2d({ width: 200, height: 200, isFilled: true });

const grouped = (label: { width: number; height: number }): Group2d =>
  new Group2d({
    children: [
      outline(),
      new Rectangle2d({ ...label, x: 20, y: 80, isFilled: true, isLabel: true, excludeFromShapeBounds: true }),
    ],
  });

function deferred() {
  const measure = vi.fn(() => grouped({ width: 160, height: 40 }));
  return { measure, geometry: withDeferredLabel(grouped({ width: 1, height: 1 }), measure) };
}

const INSIDE_LABEL = new Vec(100, 100);

describe('a label that is measured when somebody asks', () => {
  it('is not measured for the bounds of the item, which are those of its outline', () => {
    const { measure, geometry } = deferred();
    expect(geometry.bounds.toJson()).toEqual({ x: 0, y: 0, w: 200, h: 200 });
    expect(measure).not.toHaveBeenCalled();
  });

  it('is measured once, however often somebody asks', () => {
    const { measure, geometry } = deferred();
    const label = geometry.children.find(({ isLabel }) => isLabel);
    if (!label) throw new Error('no label');
    expect(label.vertices).toEqual(grouped({ width: 160, height: 40 }).children[1]?.vertices);
    expect(label.hitTestPoint(INSIDE_LABEL, 0, true)).toBe(true);
    expect(label.nearestPoint({ x: 0, y: 100 }).toJson()).toMatchObject({ x: 20, y: 100 });
    expect(label.getSvgPathData(true)).toBe(grouped({ width: 160, height: 40 }).children[1]?.getSvgPathData(true));
    expect(measure).toHaveBeenCalledTimes(1);
  });

  it('is hit where the label that is measured with the item is hit', () => {
    const whole = grouped({ width: 160, height: 40 });
    const { geometry } = deferred();
    for (const [x, y] of [
      [100, 100],
      [30, 90],
      [10, 100],
      [100, 30],
      [300, 100],
    ] as const) {
      for (const includeLabels of [true, false]) {
        const filters = { includeLabels };
        const [a, b] = [geometry, whole].map((shape) => shape.distanceToPoint(new Vec(x, y), true, filters));
        expect(a).toBe(b);
      }
    }
  });

  it('says so where an item with text has no label', () => {
    const geometry = withDeferredLabel(grouped({ width: 1, height: 1 }), () => new Group2d({ children: [outline()] }));
    const label = geometry.children.find(({ isLabel }) => isLabel);
    expect(() => label?.vertices).toThrow('no label');
  });
});
