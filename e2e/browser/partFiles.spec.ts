import { expect } from '@playwright/test';
import { pdfText } from './pdfText.ts';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';
import { openMyPart, take } from './takeAlong.ts';

const WAIT = 'Where do people wait?';
const MOVE = 'What if the bench could move?';

/** Keeps every text that this page draws, and every picture that it draws from text. */
async function keepWhatIsDrawn({ page }: PersonAtBoard): Promise<void> {
  await page.addInitScript(() => {
    const drawn: string[] = [];
    Object.assign(globalThis, { drawn });
    const { prototype } = CanvasRenderingContext2D;
    const fillText = Object.getOwnPropertyDescriptor(prototype, 'fillText') as PropertyDescriptor;
    Object.defineProperty(prototype, 'fillText', {
      ...fillText,
      value(this: CanvasRenderingContext2D, text: string, ...where: number[]) {
        drawn.push(text);
        (fillText.value as (...how: unknown[]) => void).call(this, text, ...where);
      },
    });
    const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src') as PropertyDescriptor;
    Object.defineProperty(HTMLImageElement.prototype, 'src', {
      ...src,
      set(address: string) {
        if (address.startsWith('data:image/svg')) drawn.push(decodeURIComponent(address));
        src.set?.call(this, address);
      },
    });
  });
}

/** Everything that can be read in the files of one's part: the PDF's words, and what was drawn for it and for the picture. */
async function filesOf(one: PersonAtBoard): Promise<string> {
  await one.page.reload();
  await expect(one.page.getByRole('heading', { level: 1, name: 'My part' })).toBeVisible();
  const pdf = await pdfText(await take(one, 'PDF'));
  await take(one, 'Picture');
  const drawn = await one.page.evaluate(() => (globalThis as unknown as { drawn: string[] }).drawn.join('\n'));
  const tables = [await take(one, 'JSON'), await take(one, 'CSV')].join('\n');
  return [pdf, drawn, tables].join('\n');
}

async function show(board: string, { page }: PersonAtBoard, path: string, choice: object): Promise<void> {
  const status = await page.evaluate(
    async ([address, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(address as string, { method: 'PUT', headers, body: body as string })).status;
    },
    [`/api${board}${path}`, JSON.stringify(choice)],
  );
  expect(status).toBe(200);
}

test('the files that a browser makes of somebody’s part name nobody whom the board or they themselves do not show', async ({
  person,
}) => {
  test.slow();
  const ada = await person('Ada');
  await keepWhatIsDrawn(ada);
  await ada.startBoard();
  await ada.writeFirstNote(WAIT);
  const board = new URL(ada.page.url()).pathname;
  const { link } = await ada.invite('can write');
  const ben = await person('Benedikta');
  await ben.joinByLink(link);
  await ben.writeInto(WAIT);
  await ben.page.keyboard.type(` ${MOVE}`);
  await ben.stopWriting();
  await ben.isSaved();
  await ada.isSaved();
  await openMyPart(ada);
  // While nothing is hidden she is named: what is looked for is there to be found.
  const open = await filesOf(ada);
  expect(open).toContain(MOVE);
  expect(open.match(/Benedikta/g)?.length ?? 0).toBeGreaterThan(1);

  await show(board, ben, '/me/choices', { hidden: true });
  expect(await filesOf(ada)).not.toContain('Benedikta');
  await show(board, ben, '/me/choices', { hidden: false });
  for (const display of ['colours', 'off']) {
    await show(board, ada, '/display', { display });
    const files = await filesOf(ada);
    expect(files).toContain('Ada');
    expect(files).not.toContain('Benedikta');
  }
});
