import { BoardIdSchema } from '@weft/protocol';
import { expect, it } from 'vitest';
import type { CanvasExchange } from '../canvas/CanvasExchange.ts';
import { bringIn } from './bringIn.ts';

const untouched = new Proxy({} as CanvasExchange, { get: () => expect.unreachable('the canvas was touched') });
const options = {
  canvas: untouched,
  boardId: BoardIdSchema.parse('b'.repeat(21)),
  limits: { maxAssetBytes: 10, maxImportBytes: 10, maxImportedImages: 1 },
  at: null,
  signal: new AbortController().signal,
  onStep: () => {},
};

it('a file that is larger than the server takes is refused before it is read', async () => {
  const file = new File(['x'.repeat(11)], 'large.tldr');
  file.arrayBuffer = () => expect.unreachable('it was read');
  expect(await bringIn(file, options)).toEqual({ ok: false, code: 'payload_too_large' });
});

it('a folder, or a file that is gone, is refused', async () => {
  const file = new File([], 'folder');
  file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  expect(await bringIn(file, options)).toEqual({ ok: false, code: 'import_broken' });
});
