import * as Y from 'yjs';
import { itemAtKey, someLiveItem } from './yjsItems.ts';

/** Keys that name another record: what holds this one, and what it shows. */
const NAMES_ANOTHER = ['parentId', 'props.assetId'] as const;

/**
 * Which of the records that a step made are to stay when it is taken back, as somebody would lose their work with them: those that others
 * have written in, pages, frames and groups that hold what stays, and pictures that are shown elsewhere.
 */
export class RecordsInUse {
  readonly #records: Y.Map<unknown>;
  readonly #going = new Map<string, Y.Item>();
  readonly #idOf = new Map<object, string>();
  readonly #me: number;
  readonly #written = new Map<object, boolean>();
  #inUse: ReadonlySet<string> | null = null;

  /** @param made every record that the step made, as its item in the map of records */
  constructor(doc: Y.Doc, made: Iterable<Y.Item>) {
    this.#records = doc.getMap('records');
    this.#me = doc.clientID;
    for (const item of made) {
      if (item.parent !== this.#records || item.parentSub === null) continue;
      this.#going.set(item.parentSub, item);
      if (item.content instanceof Y.ContentType) this.#idOf.set(item.content.type, item.parentSub);
    }
  }

  /** Asked when all that the step removed is there again, and nothing that it made is gone. */
  protects(item: Y.Item): boolean {
    const { content, parent, parentSub } = item;
    if (parent === this.#records) return this.#isInUse(parentSub);
    // A record that stays has all its properties; a property that was only added to a record goes.
    if (parent instanceof Y.Map && this.#isInUse(this.#idOf.get(parent))) return true;
    return content instanceof Y.ContentType && this.#holdsWordsOfOthers(content.type);
  }

  #isInUse(id: string | null | undefined): boolean {
    if (typeof id !== 'string' || !this.#going.has(id)) return false;
    this.#inUse ??= this.#findInUse();
    return this.#inUse.has(id);
  }

  #findInUse(): ReadonlySet<string> {
    const inUse = new Set<string>();
    const stays = [...this.#records.keys()].filter(
      (id) => !this.#isGoing(id) || this.#holdsWordsOfOthers(this.#records.get(id)),
    );
    for (const id of stays) {
      if (this.#isGoing(id)) inUse.add(id);
      for (const other of this.#namedBy(id)) {
        if (inUse.has(other) || !this.#isGoing(other)) continue;
        inUse.add(other);
        stays.push(other);
      }
    }
    return inUse;
  }

  #isGoing(id: string): boolean {
    const item = this.#going.get(id);
    return item !== undefined && itemAtKey(this.#records, id) === item;
  }

  #namedBy(id: string): string[] {
    const record = this.#records.get(id);
    if (!(record instanceof Y.Map)) return [];
    return NAMES_ANOTHER.map((key): unknown => record.get(key)).filter((value) => typeof value === 'string');
  }

  #holdsWordsOfOthers(type: unknown): boolean {
    const text: unknown = type instanceof Y.Map ? type.get('text') : type;
    if (!(text instanceof Y.XmlFragment || text instanceof Y.XmlText)) return false;
    const known = this.#written.get(text);
    if (known !== undefined) return known;
    const answer = someLiveItem(text, (item) => item.id.client !== this.#me && item.countable);
    this.#written.set(text, answer);
    return answer;
  }
}
