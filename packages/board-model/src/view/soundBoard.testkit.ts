import { Store } from '@tldraw/store';
import type { TLRecord, TLStoreProps } from '@tldraw/tlschema';
import { createTLSchema } from '@tldraw/tlschema';
import { expect } from 'vitest';
import type { BoardView } from '../index.ts';
import { isIndexKey } from './indexKeys.ts';

/** A view as something that can be compared and printed. */
export function plain(view: BoardView): Record<string, unknown> {
  return {
    records: Object.fromEntries(view.records),
    quarantined: Object.fromEntries(view.quarantined),
    hidden: Object.fromEntries(view.hidden),
  };
}

/** Fails unless tldraw can show every record of the view, all of them together. */
export function expectSound(view: BoardView): void {
  const { records } = view;
  putIntoStore([...records.values()]);
  expect(records.get('document:document')).toBeDefined();
  expect([...records.values()].some((record) => record.typeName === 'page')).toBe(true);
  const slots = new Set<string>();
  for (const record of records.values()) {
    if (!('index' in record)) continue;
    expect(isIndexKey(record.index)).toBe(true);
    const slot = `${'parentId' in record ? record.parentId : ''}|${record.index}`;
    expect(slots.has(slot), `${slot} twice`).toBe(false);
    slots.add(slot);
    if ('parentId' in record) expectRooted(record.id, records);
  }
  expectBindings(records);
}

/** tldraw's own store with tldraw's own validators; throws on a record that it does not take. */
function putIntoStore(records: readonly TLRecord[]): void {
  // The props are for assets and editors; putting records does not touch them.
  const props = { defaultName: '', assets: {}, users: {}, onMount: () => undefined } as unknown as TLStoreProps;
  new Store<TLRecord, TLStoreProps>({ schema: createTLSchema(), props }).put([...records]);
}

function expectRooted(id: string, records: ReadonlyMap<string, TLRecord>): void {
  let at: string = id;
  for (let steps = 0; steps <= 64; steps++) {
    const record = records.get(at);
    expect(record, `${at}, above ${id}`).toBeDefined();
    if (record?.typeName === 'page') return;
    at = record && 'parentId' in record ? record.parentId : '';
  }
  expect.unreachable(`${id} hangs from no page`);
}

function expectBindings(records: ReadonlyMap<string, TLRecord>): void {
  const ends = new Set<string>();
  for (const record of records.values()) {
    if (record.typeName !== 'binding') continue;
    expect(records.get(record.fromId)).toMatchObject({ type: 'arrow' });
    expect(records.has(record.toId)).toBe(true);
    const end = `${record.fromId}|${record.props.terminal}`;
    expect(ends.has(end)).toBe(false);
    ends.add(end);
  }
}
