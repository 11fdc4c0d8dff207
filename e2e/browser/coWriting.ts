import type { CDPSession } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';

/** What somebody writes: their own letters, so that each one's part can be told from the other's in the end. */
export interface Hand {
  readonly who: PersonAtBoard;
  readonly letters: string;
}

export interface Written {
  /** Every letter that was pressed, in order. */
  readonly text: string;
  /** How many letters a second the page dealt with, from the first press to the last one dealt with. */
  readonly rate: number;
}

/**
 * Presses keys at a steady pace, as real key events of the browser (CDP's `Input.dispatchKeyEvent`), without waiting for
 * the page to have dealt with the one before: a page that cannot keep up falls behind, and no key is held back for it.
 *
 * @returns what was pressed, once the page has dealt with all of it
 */
export async function writeSteadily({ who, letters }: Hand, perSecond: number, seconds: number): Promise<Written> {
  const session = await who.page.context().newCDPSession(who.page);
  const count = Math.round(perSecond * seconds);
  const text = Array.from({ length: count }, (_, at) => letters.charAt(at % letters.length)).join('');
  const pressed: Promise<unknown>[] = [];
  const began = performance.now();
  for (const [at, letter] of text.split('').entries()) {
    const early = began + (at * 1000) / perSecond - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    pressed.push(press(session, letter));
  }
  await Promise.all(pressed);
  const rate = count / ((performance.now() - began) / 1000);
  await session.detach();
  return { text, rate };
}

function press(session: CDPSession, letter: string): Promise<unknown> {
  const down = session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, key: letter });
  return Promise.all([down, session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter })]);
}

/** A text that somebody has open, as their page shows it. */
export interface OpenText {
  readonly text: string;
  /** What stands before this person's own caret. */
  readonly beforeCaret: string;
  /** What stands before the caret of each other person, and the colour that it is drawn in. */
  readonly others: Readonly<Record<string, { readonly before: string; readonly color: string }>>;
}

export const openText = ({ page }: PersonAtBoard): Promise<OpenText> =>
  page.evaluate(() => {
    const editor = document.querySelector('.tl-rich-text .ProseMirror');
    const own = getSelection();
    if (!editor || !own?.focusNode || !own.isCollapsed) throw new Error('no text is open with a caret in it');
    const before = (place: (range: Range) => void): string => {
      const range = document.createRange();
      range.setStart(editor, 0);
      place(range);
      return range.toString();
    };
    const { focusNode, focusOffset } = own;
    const carets = [...editor.querySelectorAll<HTMLElement>('.weft-caret')].map((caret) => [
      caret.dataset['name'] ?? '',
      { before: before((range) => range.setEndBefore(caret)), color: getComputedStyle(caret).borderLeftColor },
    ]);
    return {
      text: editor.textContent ?? '',
      beforeCaret: before((range) => range.setEnd(focusNode, focusOffset)),
      others: Object.fromEntries(carets) as OpenText['others'],
    };
  });

/** The colour in which a person's face is shown to somebody else. */
export const faceColor = ({ page }: PersonAtBoard, name: string): Promise<string> =>
  page
    .getByRole('button', { name: `Follow ${name}` })
    .locator('span')
    .first()
    .evaluate((face) => {
      const probe = document.createElement('i');
      probe.style.color = 'var(--thread)';
      face.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });

/** @returns the letters of `text` that are among `letters`, in their order */
export const only = (letters: string, text: string): string =>
  text
    .split('')
    .filter((letter) => letters.includes(letter))
    .join('');
