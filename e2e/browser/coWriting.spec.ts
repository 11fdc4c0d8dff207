/**
 * Two people in one text at forty characters a second each: ten seconds in `npm test`, and a whole minute, with the
 * figures kept, through `pnpm bench writing`. A page that cannot draw so fast falls behind; nothing here depends on when
 * a key is dealt with.
 */
import { expect } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { faceColor, only, openText, writeSteadily, type Hand, type Written } from './coWriting.ts';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const SECONDS = Number(process.env['WEFT_WRITING_SECONDS'] ?? 10);
const REPORT = process.env['WEFT_WRITING_REPORT'];
const PER_SECOND = 40;
/** How long a busy machine may take until both pages have drawn what both wrote, ms. */
const PATIENCE_MS = 60_000 + SECONDS * 6_000;
/** No letter of one is the other's; spaces and hyphens let the lines break. */
const ADAS = 'abcdef ghijklm ';
const BENS = 'NOPQRS-TUVWXYZ-';

type Arrive = (name: string) => Promise<PersonAtBoard>;

/** A note that both have open, with the caret at its end. */
async function bothIn(person: Arrive, text: string): Promise<readonly [PersonAtBoard, PersonAtBoard]> {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(text);
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await expect(ben.note(text)).toBeVisible();
  for (const one of [ada, ben]) {
    await one.writeInto(text);
    await one.page.keyboard.press('Control+End');
  }
  return [ada, ben];
}

/** Both have the same text, each has all letters of both, and every caret is seen by both behind its own person's last letter. */
async function nothingIsLost(hands: readonly [Hand, Hand], written: readonly Written[]): Promise<void> {
  const texts = async () => Promise.all(hands.map(async ({ who }) => (await openText(who)).text));
  await expect
    .poll(
      async () => {
        const [one = '', other] = await texts();
        return (
          one === other &&
          hands.every(({ letters }, at) => only(letters, one).length >= (written[at]?.text.length ?? Infinity))
        );
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true);
  for (const [at, { who, letters }] of hands.entries()) {
    const own = written[at]?.text ?? '';
    const shown = await openText(who);
    expect(only(letters, shown.text), `${who.name}'s letters, all and in order`).toContain(own);
    expect(shown.beforeCaret.at(-1), `${who.name}'s caret stands behind the last letter`).toBe(own.at(-1));
    expect(only(letters, shown.beforeCaret), `${who.name}'s letters are all before the caret`).toContain(own);
    const other = hands[1 - at]!.who;
    await expect
      .poll(async () => (await openText(other)).others[who.name]?.before, {
        message: `${who.name}'s caret for the other`,
      })
      .toBe(shown.beforeCaret);
    expect((await openText(other)).others[who.name]?.color).toBe(await faceColor(other, who.name));
  }
}

/** Leaves a line for the page of benchmarks where one is asked for. */
function report(what: string, written: readonly Written[], equalAfter: number): void {
  if (REPORT === undefined) return;
  const characters = written.reduce((sum, { text }) => sum + text.length, 0);
  const rate = Math.min(...written.map((each) => each.rate));
  mkdirSync(dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ what, seconds: SECONDS, characters, rate, equalAfter })}\n`, { flag: 'a' });
}

const PLACES = [
  { what: 'both at the end', adaGoesTo: null, start: 'Start: ' },
  { what: 'one in the middle, the other at the end', adaGoesTo: 'Control+Home', start: '= and on: ' },
] as const;

for (const { what, adaGoesTo, start } of PLACES) {
  test(`two people write ${PER_SECOND} characters a second into one note, ${what}: nothing is lost`, async ({
    person,
  }) => {
    // Several times what a quiet machine takes.
    test.setTimeout(300_000 + SECONDS * 10_000);
    const [ada, ben] = await bothIn(person, start.trim());
    if (adaGoesTo !== null) await ada.page.keyboard.press(adaGoesTo);
    const hands = [
      { who: ada, letters: ADAS },
      { who: ben, letters: BENS },
    ] as const;
    const written = await Promise.all(hands.map((hand) => writeSteadily(hand, PER_SECOND, SECONDS)));
    const dealtWith = performance.now();
    await nothingIsLost(hands, written);
    report(what, written, performance.now() - dealtWith);
  });
}
