import type { LeftOut } from '@weft/board-model';
import type { CanvasExchange, Inserted, Offer } from '../canvas/CanvasExchange.ts';
import { toast } from '../design/toast.ts';
import { codeText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { bringIn, type BringInOptions, type BringInStep } from './bringIn.ts';
import { countLeftOut } from './leftOutWords.ts';
import { linesOf, pastedAs } from './pastedLines.ts';

export interface BringInsState {
  /** What goes on; null when nothing does. */
  readonly progress: { readonly name: string; readonly step: BringInStep; readonly share: number } | null;
  /** What somebody wants to see of the last file: the parts that were left out. */
  readonly leftOut: readonly LeftOut[] | null;
}

type Lines = Extract<Offer, { kind: 'lines' }>;

/** Words with something to do stay until they were read. */
const LONG_LIFE_MS = 20_000;

/** Brings in what is offered to a board, one thing after the other, and says what came of each. */
export class BringIns {
  readonly #canvas: CanvasExchange;
  readonly #options: Pick<BringInOptions, 'canvas' | 'boardId' | 'limits'>;
  readonly #listeners = new Set<() => void>();
  readonly #stopListening: () => void;
  #state: BringInsState = { progress: null, leftOut: null };
  #abort = new AbortController();
  #last: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(options: Pick<BringInOptions, 'canvas' | 'boardId' | 'limits'>) {
    this.#options = options;
    this.#canvas = options.canvas;
    this.#stopListening = options.canvas.onOffer((offer) => this.add(offer));
  }

  state = (): BringInsState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(offer: Offer): void {
    this.#last = this.#last.then(async () => {
      if (this.#isOver) return;
      this.#abort = new AbortController();
      if (offer.kind === 'lines') await this.#takeLines(offer);
      else await this.#takeFiles(offer);
    });
  }

  /** Gives up what goes on, and leaves nothing of it behind. */
  cancel(): void {
    this.#abort.abort();
  }

  showLeftOut(leftOut: readonly LeftOut[] | null): void {
    this.#set({ leftOut });
  }

  destroy(): void {
    this.#isOver = true;
    this.#stopListening();
    this.#abort.abort();
    this.#listeners.clear();
  }

  async #takeFiles({ files, at }: Extract<Offer, { kind: 'files' }>): Promise<void> {
    for (const file of files) {
      if (this.#abort.signal.aborted) return;
      const inserted = await this.#bring(file, at);
      if (inserted) toast(t('exchange.broughtIn', { count: inserted.items, name: file.name }));
    }
  }

  /** As what they most likely are; the other way is a touch away. */
  async #takeLines(lines: Lines): Promise<void> {
    if (pastedAs(lines.text) === 'notes') return await this.#makeNotes(lines);
    const { roots } = await this.#canvas.putText(lines.text, lines.html, lines.at);
    const label = t('exchange.asNotes', { count: linesOf(lines.text).length });
    const run = () => {
      this.#canvas.remove(roots);
      this.#last = this.#last.then(() => this.#makeNotes(lines));
    };
    toast(t('exchange.madeText'), { action: { label, run } });
  }

  async #makeNotes(lines: Lines): Promise<void> {
    const inserted = await this.#bring(new File([lines.text], ''), lines.at);
    if (!inserted) return;
    const run = () => void this.#canvas.putText(lines.text, lines.html, lines.at, inserted.roots);
    const action = { label: t('exchange.asOneText'), run };
    toast(t('exchange.madeNotes', { count: inserted.items }), { action });
  }

  async #bring(file: File, at: Offer['at']): Promise<Inserted | null> {
    const onStep = (step: BringInStep, share: number) => this.#set({ progress: { name: file.name, step, share } });
    const result = await bringIn(file, { ...this.#options, at, signal: this.#abort.signal, onStep });
    this.#set({ progress: null });
    if (!result.ok) {
      if (result.code === 'cancelled') return null;
      const words = result.code === 'page_gone' ? t('exchange.pageGone') : codeText(result.code);
      toast(words, { kind: 'problem', life: LONG_LIFE_MS });
      return null;
    }
    this.#sayLeftOut(result.leftOut);
    return result;
  }

  #sayLeftOut(leftOut: readonly LeftOut[]): void {
    const count = countLeftOut(leftOut);
    if (count === 0) return;
    const action = { label: t('exchange.showLeftOut'), run: () => this.showLeftOut(leftOut) };
    toast(t('exchange.leftOut', { count }), { action, life: LONG_LIFE_MS });
  }

  #set(change: Partial<BringInsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
