import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBoard, writeChanges } from '../index.ts';
import { boardWith, copyOf, shape, stroke, syncAll, updated } from '../sampleBoard.testkit.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';

function drawing(...segments: object[]) {
  return shape('draw', 'a', { props: { segments } });
}

function free(points: number, dim: 2 | 3 = 2): object {
  return { type: 'free', path: stroke(points, dim), dim };
}

function entries(doc: Y.Doc): unknown[] {
  const map = doc.getMap('records').get('shape:a');
  const array = map instanceof Y.Map ? map.get('props.segments') : null;
  return array instanceof Y.Array ? array.toArray() : [];
}

function shownSegments(doc: Y.Doc): unknown {
  const record = readBoard(doc).records.get('shape:a');
  return record?.typeName === 'shape' && 'segments' in record.props ? record.props.segments : null;
}

describe('layout of strokes', () => {
  it('[S1] is a flat array: a header begins a segment, strings are pieces of its path', () => {
    const doc = boardWith(drawing(free(3), { type: 'straight', path: stroke(2, 3) }));
    expect(entries(doc)).toEqual([{ type: 'free', dim: 2 }, stroke(3), { type: 'straight' }, stroke(2, 3)]);
  });

  it('[S2] grows by pushing only the new points, whatever bytes a point has', () => {
    for (const dim of [2, 3] as const) {
      const doc = boardWith(drawing(free(1, dim)));
      for (let points = 1; points < 40; points++) {
        const before = entries(doc);
        writeChanges(doc, updated([drawing(free(points, dim)), drawing(free(points + 1, dim))]), 'me');
        expect(entries(doc).slice(0, -1)).toEqual(before);
        expect(shownSegments(doc)).toEqual([free(points + 1, dim)]);
      }
    }
  });

  it('[S2] costs a few bytes a point, on the wire and at rest', () => {
    const doc = boardWith(drawing(free(1)));
    let wire = 0;
    doc.on('update', (update: Uint8Array) => (wire += update.length));
    for (let points = 1; points < 600; points += 4) {
      writeChanges(doc, updated([drawing(free(points)), drawing(free(points + 4))]), 'me');
    }
    expect(wire).toBeLessThan(10_000);
    expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(8_000);
  });

  it('[S3] is rewritten from the first segment that is not a continuation', () => {
    const doc = boardWith(drawing(free(3), { type: 'straight', path: stroke(2, 3) }));
    const to = drawing(free(3), { type: 'straight', path: stroke(2, 3).replace(/^./, 'Q') }, free(5));
    writeChanges(doc, updated([drawing(free(3)), to]), 'me');
    expect(shownSegments(doc)).toEqual('segments' in to.props ? to.props.segments : null);
    writeChanges(doc, updated([to, drawing(free(2))]), 'me');
    expect(shownSegments(doc)).toEqual([free(2)]);
  });

  it('[S2] appends a segment and points of it in one change', () => {
    const doc = boardWith(drawing(free(3)));
    writeChanges(doc, updated([drawing(free(3)), drawing(free(6), free(2))]), 'me');
    expect(shownSegments(doc)).toEqual([free(6), free(2)]);
  });

  it('[S2] stays a stroke when two people continue it at once', () => {
    const a = boardWith(drawing(free(3)));
    const b = copyOf(a, 2);
    writeChanges(a, updated([drawing(free(3)), drawing(free(9))]), 'a');
    writeChanges(b, updated([drawing(free(3)), drawing(free(5))]), 'b');
    syncAll(a, b);
    expect(shownSegments(a)).toEqual(shownSegments(b));
    expect(readBoard(a).quarantined.size).toBe(0);
  });

  it('[S1] survives whatever lies in the array', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.jsonValue(), fc.base64String(), fc.constant({ type: 'free', dim: 2 }))),
        (junk) => {
          const doc = boardWith(drawing(free(3)));
          const map = doc.getMap('records').get('shape:a');
          const array = map instanceof Y.Map ? map.get('props.segments') : null;
          if (array instanceof Y.Array) array.push(junk);
          readBoard(doc);
          writeChanges(doc, updated([drawing(free(3)), drawing(free(4), free(2))]), 'me');
          expect(shownSegments(doc)).toEqual([free(4), free(2)]);
        },
      ),
    );
  });
});

describe('base64', () => {
  it('decodes what it encoded, and nothing that it would not have', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        const bytes = decodeBase64(text);
        if (bytes) expect(encodeBase64(bytes)).toBe(text);
      }),
    );
  });
});
