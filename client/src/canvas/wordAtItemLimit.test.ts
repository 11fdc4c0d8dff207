// @vitest-environment jsdom
// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './fuzz/browserParts.testkit.ts';
import { createTLStore } from 'tldraw';
import { expect, it, vi } from 'vitest';
import { toast } from '../design/toast.ts';
import { headlessEditor } from './fuzz/headlessEditor.testkit.ts';
import { wordAtItemLimit } from './wordAtItemLimit.ts';

vi.mock('../design/toast.ts', () => ({ toast: vi.fn() }));

it('says in words of its own that a page holds no more, and not in those of tldraw', () => {
  const editor = headlessEditor(createTLStore());
  const theirs = vi.fn();
  editor.on('max-shapes', theirs);
  const stop = wordAtItemLimit(editor);
  const tooMany = Array.from({ length: editor.options.maxShapesPerPage + 1 }, () => ({ type: 'note' as const }));
  editor.createShapes(tooMany);
  expect(editor.getCurrentPageShapeIds().size).toBe(0);
  expect(toast).toHaveBeenCalledWith(expect.stringContaining('4000'), { kind: 'problem' });
  expect(theirs).not.toHaveBeenCalled();
  stop();
  editor.createShapes(tooMany);
  expect(theirs).toHaveBeenCalledTimes(1);
  editor.dispose();
});
