import { expect, type Locator, type Page } from '@playwright/test';

/** An item as the server tells it: a tldraw record. */
export interface ItemAsKept {
  readonly typeName: string;
  readonly id: string;
  readonly type: string;
  readonly parentId: string;
  readonly x: number;
  readonly y: number;
  readonly props: Readonly<Record<string, unknown>>;
}

/** One person with a browser, doing what people do: it speaks of names, notes and links, not of selectors. */
export class PersonAtBoard {
  readonly name: string;
  readonly page: Page;
  /** Requests and sockets to anybody but our own server. */
  readonly foreignRequests: string[] = [];
  /** Errors that nobody caught in the page. */
  readonly stumbles: string[] = [];

  constructor(name: string, page: Page, origin: string) {
    this.name = name;
    this.page = page;
    const { host } = new URL(origin);
    const note = (url: string): void => {
      const { protocol, host: asked } = new URL(url);
      if (/^(https?|wss?):$/.test(protocol) && asked !== host) this.foreignRequests.push(url);
    };
    page.on('request', (request) => note(request.url()));
    page.on('websocket', (socket) => note(socket.url()));
    page.on('pageerror', (error) => this.stumbles.push(error.stack ?? error.message));
  }

  /** From the start page to a board of one's own. */
  async startBoard(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('Your name').fill(this.name);
    await this.page.getByRole('button', { name: 'Start a board' }).click();
    await this.boardIsOpen();
  }

  /** Comes in by a link. */
  async joinByLink(url: string): Promise<void> {
    await this.page.goto(url);
    await this.giveName();
  }

  /** Comes in by typing a code on the start page. */
  async joinByCode(code: string): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('button', { name: 'Have a code?' }).click();
    await this.page.getByLabel('Code or link').fill(code);
    await this.page.getByRole('button', { name: 'Join' }).click();
    await this.giveName();
  }

  async giveName(): Promise<void> {
    await this.page.getByLabel('Your name').fill(this.name);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
    await this.boardIsOpen();
  }

  async boardIsOpen(): Promise<void> {
    await this.page.waitForURL('**/boards/*');
    await expect(this.page.locator('.tl-canvas')).toBeVisible();
    await this.isSaved();
  }

  /** Opens Share, reads link and code for a role, and puts the dialog away. */
  async invite(role: 'can write' | 'can view'): Promise<{ link: string; code: string }> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).first().click();
    const dialog = this.page.getByRole('dialog', { name: 'Share this board' });
    await dialog.getByText(role, { exact: true }).click();
    const code = dialog.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).first();
    await expect(code).toBeVisible();
    const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
    const written = await code.innerText();
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return { link, code: written };
  }

  /** Writes the first note of an empty board, into the ghost. */
  async writeFirstNote(text: string): Promise<void> {
    await expect(this.page.getByLabel('Your first note')).toBeFocused();
    await this.page.keyboard.type(text);
    await expect(this.note(text)).toBeVisible();
    await this.stopWriting();
  }

  /** Adds a note with the keyboard at a place of the screen. */
  async addNote(text: string, at: { x: number; y: number }): Promise<void> {
    await this.take('note', 'n');
    await this.page.mouse.click(at.x, at.y);
    await this.page.keyboard.type(text);
    await expect(this.note(text)).toBeVisible();
    await this.stopWriting();
  }

  /** Draws a freehand line. */
  async draw(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.take('draw', 'd');
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, from.y - 40, { steps: 8 });
    await this.page.mouse.move(to.x, to.y, { steps: 8 });
    await this.page.mouse.up();
    await this.page.keyboard.press('v');
  }

  /** Draws a box with the keyboard's tool and the mouse. */
  async drawBox(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.keyboard.press('r');
    await this.drag(from, to);
  }

  /** Drags from one place of the screen to another; `held` is done before the button is let go. */
  async drag(
    from: { x: number; y: number },
    to: { x: number; y: number },
    held: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 8 });
    await held();
    await this.page.mouse.up();
  }

  /** Gives what is selected a colour. */
  async recolour(color: string): Promise<void> {
    await this.page.getByTestId(`style.color.${color}`).click();
  }

  /** The items of the board as its log has them now. */
  async items(): Promise<readonly ItemAsKept[]> {
    const records = await this.page.evaluate(async () => {
      const response = await fetch(`/api${location.pathname}/history/at?t=${Date.now() + 60_000}`);
      const board = (await response.json()) as { records: Record<string, ItemAsKept> };
      return Object.values(board.records);
    });
    return records.filter(({ typeName }) => typeName === 'shape');
  }

  /** Takes a tool by its key; a canvas that has only just opened may not hear the first press. */
  async take(tool: string, key: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(this.page.getByTestId(`tools.${tool}`)).toHaveAttribute('aria-pressed', 'true', { timeout: 500 });
    }).toPass();
  }

  /** Opens a note for writing, with the caret at its end. */
  async writeInto(text: string): Promise<void> {
    await this.note(text).dblclick();
    await expect(this.page.locator('.tl-rich-text [contenteditable=true], .tl-rich-text.tiptap')).toBeFocused();
    // tldraw puts the caret where it was clicked a moment after the text was opened, later than a machine presses keys. A
    // moment of the page's own time: on a busy machine a clock outside it is ahead.
    await this.page.evaluate(
      () =>
        new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 250)))),
    );
    // Of the whole text: `End` alone goes to the end of the line that was clicked.
    await this.page.keyboard.press('Control+End');
  }

  /** Out of the text and off every item. */
  async stopWriting(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
  }

  async renameBoard(title: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Board title' }).fill(title);
    await this.page.keyboard.press('Enter');
  }

  /** Selects a note by mouse or finger, and opens its story where a phone shows only a line of it. */
  async touchNote(text: string): Promise<void> {
    await this.select(text);
    const line = this.page.getByRole('button', { name: 'Show who made this' });
    await expect(line.or(this.itemPanel)).toBeVisible();
    if (await line.isVisible()) await line.click();
    await expect(this.itemPanel).toContainText('Started by');
  }

  async select(text: string): Promise<void> {
    await this.note(text).click();
  }

  note(text: string | RegExp): Locator {
    return this.page.locator('.tl-shape[data-shape-type="note"]').filter({ hasText: text });
  }

  get drawings(): Locator {
    return this.page.locator('.tl-shape[data-shape-type="draw"]');
  }

  get itemPanel(): Locator {
    return this.page.getByRole('complementary', { name: 'About this item' });
  }

  async isSaved(): Promise<void> {
    await expect(this.page.locator('[data-status=saved]')).toBeVisible({ timeout: 20_000 });
  }

  async isOffline(): Promise<void> {
    await expect(this.page.locator('[data-status=offline]')).toBeVisible({ timeout: 20_000 });
  }
}
