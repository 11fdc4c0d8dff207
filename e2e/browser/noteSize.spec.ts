import { expect } from '@playwright/test';
import { test } from './weftTest.ts';

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  test(`a note grows with the text that is written into it, motion: ${reducedMotion}`, async ({ person }) => {
    const ada = await person('Ada', { reducedMotion });
    await ada.startBoard();
    await ada.writeFirstNote('a line of its own '.repeat(10).trim());
    const note = ada.note('a line of its own');
    const room = (await note.boundingBox())?.height ?? 0;
    const text = (await note.locator('.tl-rich-text p').first().boundingBox())?.height ?? Infinity;
    expect(room).toBeGreaterThan(200);
    expect(room).toBeGreaterThan(text);
  });
}
