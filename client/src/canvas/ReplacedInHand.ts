import type { RecordsDiff } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';

type Fields = ReadonlyMap<string, unknown>;

/**
 * What others replaced of an item while I have it in my hands.
 *
 * Some of tldraw's gestures (resizing, for one) remember the item as it was when they began and write all of that with
 * every move: a colour that somebody gave it meanwhile would go back, in my name. So a property that returns to what
 * others have just replaced, in an update that also changes where the item lies or how large it is, is not my doing. [W11]
 */
export class ReplacedInHand {
  readonly #replaced = new Map<string, Map<string, unknown>>();

  /** The gesture ended, and what it remembered with it. */
  forget(): void {
    this.#replaced.clear();
  }

  /** Others changed a record; `before` is what the store showed of it. */
  noteRemote(before: TLRecord, after: TLRecord): void {
    const replaced = this.#replaced.get(before.id);
    if (replaced === undefined) return;
    const [was, is] = [fieldsOf(before), fieldsOf(after)];
    for (const key of changedKeys(was, is)) if (!replaced.has(key)) replaced.set(key, was.get(key));
  }

  /**
   * @returns the changes without what is not my doing, and the records of which something was left out: the store shows
   * it still. From now on the changed records are in my hands.
   */
  ownOf(changes: RecordsDiff<TLRecord>): { own: RecordsDiff<TLRecord>; differing: readonly string[] } {
    const updated = { ...changes.updated };
    const differing: string[] = [];
    for (const [from, to] of Object.values(updated)) {
      const replaced = this.#replaced.get(to.id);
      if (replaced === undefined) this.#replaced.set(to.id, new Map());
      if (replaced === undefined || replaced.size === 0) continue;
      const own = withoutReturns(from, to, replaced);
      if (own === to) continue;
      Reflect.set(updated, to.id, [from, own]);
      differing.push(to.id);
    }
    return { own: { ...changes, updated }, differing };
  }
}

function withoutReturns(from: TLRecord, to: TLRecord, replaced: Fields): TLRecord {
  const [was, is] = [fieldsOf(from), fieldsOf(to)];
  const changed = changedKeys(was, is);
  const returned = changed.filter((key) => replaced.has(key) && isSame(is.get(key), replaced.get(key)));
  if (returned.length === 0 || !changed.some((key) => PLACE.has(key) && !returned.includes(key))) return to;
  const own: Record<string, unknown> = { ...to };
  for (const key of returned) {
    const prop = propOf(key);
    if (prop === null) own[key] = was.get(key);
    else own['props'] = { ...Object(own['props']), [prop]: was.get(key) };
  }
  // A record of the same type, some of its values those that it had.
  return own as unknown as TLRecord;
}

/** What gestures change. What tldraw derives (how far a note grows) changes along with anything. */
const PLACE: ReadonlySet<string> = new Set([
  'x',
  'y',
  'rotation',
  'props.w',
  'props.h',
  'props.scale',
  'props.scaleX',
  'props.scaleY',
  'props.points',
  'props.start',
  'props.end',
  'props.bend',
]);

const PROPS = 'props.';
const propOf = (key: string): string | null => (key.startsWith(PROPS) ? key.slice(PROPS.length) : null);

function fieldsOf(record: TLRecord): Fields {
  const { props = {}, ...own } = record as { readonly props?: object };
  const inner = Object.entries(props).map(([key, value]): [string, unknown] => [PROPS + key, value]);
  return new Map<string, unknown>([...Object.entries(own), ...inner]);
}

const changedKeys = (was: Fields, is: Fields): string[] =>
  [...new Set([...was.keys(), ...is.keys()])].filter((key) => !isSame(was.get(key), is.get(key)));

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
