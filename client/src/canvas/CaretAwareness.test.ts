import type { ItemId } from '@weft/protocol';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CaretAwareness } from './CaretAwareness.ts';

const NOTE = 'shape:a' as ItemId;
const OTHER = 'shape:b' as ItemId;
const position = { type: { client: 1, clock: 2 }, tname: null, item: null, assoc: 0 };
const open: Awareness[] = [];

function people() {
  const [mine, theirs] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
  open.push(mine, theirs);
  const carets = new CaretAwareness(mine, NOTE, (client) =>
    client === theirs.clientID ? { name: 'Ben', color: '#2f4b9b' } : null,
  );
  const say = (state: Record<string, unknown>) => {
    theirs.setLocalState(state);
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'network');
  };
  return { carets, mine, theirs, say };
}

afterEach(() => {
  for (const awareness of open.splice(0)) awareness.destroy();
});

describe('carets of others', () => {
  it('show with the name and colour of the roster, whatever was sent', () => {
    const { carets, say, theirs } = people();
    say({ caret: { item: NOTE, anchor: position, head: position }, user: { name: 'Boss', color: 'red' } });
    expect(carets.getStates().get(theirs.clientID)).toEqual({
      cursor: { anchor: position, head: position },
      user: { name: 'Ben', color: '#2f4b9b' },
    });
  });

  it('show only in the item that they stand in', () => {
    const { carets, say } = people();
    say({ caret: { item: OTHER, anchor: position, head: position } });
    expect(carets.getStates().size).toBe(0);
  });

  it('are passed over when malformed, or in a root that looking would create', () => {
    const { carets, say } = people();
    for (const bad of [{ ...position, tname: 'evil' }, { ...position, item: { client: -1, clock: 0.5 } }, 7, null]) {
      say({ caret: { item: NOTE, anchor: bad, head: position } });
      expect(carets.getStates().size).toBe(0);
    }
  });

  it('are not drawn again because somebody moved a cursor on the canvas', () => {
    const { carets, say } = people();
    let drawn = 0;
    carets.on('change', () => drawn++);
    say({ caret: { item: NOTE, anchor: position, head: position }, canvas: { x: 1 } });
    say({ caret: { item: NOTE, anchor: position, head: position }, canvas: { x: 2 } });
    expect(drawn).toBe(1);
    say({ caret: null, canvas: { x: 2 } });
    expect(drawn).toBe(2);
  });

  it('take away my caret only in the item that it stands in', () => {
    const { carets, mine } = people();
    mine.setLocalState({ caret: { item: OTHER, anchor: position, head: position } });
    carets.setLocalStateField('cursor', null);
    expect(mine.getLocalState()?.['caret']).not.toBeNull();
    carets.setLocalStateField('cursor', { anchor: position, head: position });
    expect(mine.getLocalState()?.['caret']).toMatchObject({ item: NOTE });
    carets.setLocalStateField('cursor', null);
    expect(mine.getLocalState()?.['caret']).toBeNull();
  });
});
