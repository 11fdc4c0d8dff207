import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';

/** Drops a picture, all of one colour, onto the canvas. */
export async function dropImage(person: PersonAtBoard, color: string): Promise<void> {
  const { page } = person;
  await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(320, 160);
    const context = canvas.getContext('2d')!;
    context.fillStyle = fill;
    context.fillRect(0, 0, 320, 160);
    const dropped = new DataTransfer();
    dropped.items.add(new File([await canvas.convertToBlob()], 'plain.png', { type: 'image/png' }));
    const place = { clientX: 900, clientY: 520, bubbles: true, cancelable: true };
    document.querySelector('.tl-canvas')!.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, ...place }));
  }, color);
  // It is seen before it is kept.
  await expect(async () => {
    expect((await person.items()).some(({ type }) => type === 'image')).toBe(true);
  }).toPass();
}
