import * as Y from 'yjs';
import { asJson } from './asJson.testkit.ts';

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[];

/** Who changed something: this person, their undo or redo, or somebody else. */
export type Doer = 'me' | 'undo' | 'redo' | 'others';

/** Whose a property is now; `given back` is a value of others that I had overwritten and took that back. */
type Owner = 'me' | 'others' | 'given back';

const GONE = '(gone)';

/**
 * Watches what one person's undo and redo do to the document: they may not change a property that others set since, nor
 * bring back an item that others removed, nor take away what an item had.
 *
 * It goes by values alone and knows nothing of Yjs's items, so that a mistake there does not excuse itself.
 */
export class UndoWatch {
  readonly #records: Y.Map<unknown>;
  readonly #owners = new Map<string, Owner>();
  /** Every value that others gave a property, and that I gave none. */
  readonly #theirs = new Map<string, Set<string>>();
  readonly #faults: string[] = [];

  constructor(records: Y.Map<unknown>) {
    this.#records = records;
  }

  note(events: Events, doer: Doer): void {
    for (const { target, path, keys } of events) {
      if (path.length > 1) continue;
      for (const key of keys.keys()) {
        const name = [...path, key].join(' ');
        // Of a whole record it counts only that it is there.
        const value = target === this.#records ? this.#records.has(key) : valueAt(target, key);
        this.#judge(name, path.length === 0, value, doer);
      }
    }
  }

  /** @returns what was done wrongly since it was last asked. */
  faults(): string[] {
    return this.#faults.splice(0);
  }

  #judge(name: string, isRecord: boolean, value: unknown, doer: Doer): void {
    const owner = this.#owners.get(name) ?? 'me';
    if (doer === 'undo' || doer === 'redo') this.#judgeUndo(name, isRecord, value, doer, owner);
    else this.#remember(name, value, doer);
    this.#owners.set(name, this.#ownerAfter(name, value, doer));
  }

  #judgeUndo(name: string, isRecord: boolean, value: unknown, doer: 'undo' | 'redo', owner: Owner): void {
    if (isRecord) {
      if (owner === 'others' && value === true) this.#faults.push(`${doer} brought back ${name}, which others removed`);
      return;
    }
    if (owner === 'others' || (owner === 'given back' && doer === 'undo')) {
      this.#faults.push(`${doer} changed ${name} to ${asJson(value)}, which others had set`);
    }
  }

  #remember(name: string, value: unknown, doer: 'me' | 'others'): void {
    const theirs = this.#theirs.get(name) ?? new Set<string>();
    this.#theirs.set(name, theirs);
    if (doer === 'others') theirs.add(asJson(value));
    else theirs.delete(asJson(value));
  }

  #ownerAfter(name: string, value: unknown, doer: Doer): Owner {
    if (doer !== 'undo') return doer === 'others' ? 'others' : 'me';
    return this.#theirs.get(name)?.has(asJson(value)) === true ? 'given back' : 'me';
  }
}

const valueAt = (target: unknown, key: string): unknown =>
  target instanceof Y.Map && target.has(key) ? target.get(key) : GONE;
