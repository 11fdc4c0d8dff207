import { BuildOnSchema, ItemIdSchema, type ItemId } from '@weft/protocol';
import { z } from 'zod';
import { isCode } from '../api/ApiError.ts';
import type { SaveStatus } from '../sync/saveStatus.ts';

const EntrySchema = BuildOnSchema.extend({ itemId: ItemIdSchema });
const KeptSchema = z.array(EntrySchema);
type Entry = z.infer<typeof EntrySchema>;

/** Nothing that is said of a change reaches the server. */
const CUT_OFF: ReadonlySet<SaveStatus> = new Set(['connecting', 'offline', 'closed']);

export interface BuiltOnLaterOptions {
  /** Where it is kept over a reload. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly key: string;
  /** Tells the server. May be said again. */
  readonly say: (itemId: ItemId, sources: ItemId[]) => Promise<void>;
}

/**
 * What was built on without a connection, or with one that broke before it was saved: such work arrives as one piece and
 * without intents, so it is kept here, over a reload as well, and said once the work is saved.
 */
export class BuiltOnLater {
  readonly #options: BuiltOnLaterOptions;
  /** With a connection all that time: the intent went ahead of the change. */
  #underWay: Entry[] = [];
  #lost: Entry[];
  #isOffline = true;
  #isSaying = false;

  constructor(options: BuiltOnLaterOptions) {
    this.#options = options;
    this.#lost = read(options);
  }

  made(itemId: ItemId, sources: readonly ItemId[]): void {
    const entry = { itemId, sources: [...sources] };
    if (this.#isOffline) this.#keep([...this.#lost, entry]);
    else this.#underWay.push(entry);
  }

  /** Hears how it stands with the board's changes. */
  async heard(status: SaveStatus): Promise<void> {
    this.#isOffline = CUT_OFF.has(status);
    if (this.#isOffline && this.#underWay.length > 0) this.#keep([...this.#lost, ...this.#underWay]);
    if (this.#isOffline || status === 'saved') this.#underWay = [];
    if (status === 'saved') await this.#sayAll();
  }

  async #sayAll(): Promise<void> {
    if (this.#isSaying) return;
    this.#isSaying = true;
    try {
      for (let entry = this.#lost[0]; entry !== undefined; entry = this.#lost[0]) {
        await this.#options.say(entry.itemId, entry.sources);
        this.#keep(this.#lost.slice(1));
      }
    } catch (error) {
      // What the server will never take is let go: the note was taken back, or is locked away from this person.
      if (!isCode(error, 'unreachable')) this.#keep(this.#lost.slice(1));
    } finally {
      this.#isSaying = false;
    }
  }

  #keep(lost: Entry[]): void {
    this.#lost = lost;
    const { storage, key } = this.#options;
    try {
      storage.setItem(key, JSON.stringify(lost));
    } catch {
      // No room on this device: it is known as long as the page is open.
    }
  }
}

function read({ storage, key }: BuiltOnLaterOptions): Entry[] {
  try {
    return KeptSchema.parse(JSON.parse(storage.getItem(key) ?? '[]'));
  } catch {
    // Another version's, or nobody's.
    return [];
  }
}
