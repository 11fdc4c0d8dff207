import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saveStatus } from './saveStatus.ts';
import type { SaveFacts } from './saveStatus.ts';

const settled: SaveFacts = {
  socket: 'open',
  handshake: true,
  framesSent: 2,
  framesSaved: 2,
  edits: 3,
  editsSent: 3,
  editsSaved: 3,
  unwritten: false,
  storageFault: null,
};

describe('saveStatus', () => {
  it('says saved when every frame and every edit came back', () => {
    expect(saveStatus(settled)).toBe('saved');
  });

  it('says saving while a frame is not counted back', () => {
    expect(saveStatus({ ...settled, framesSent: 3, edits: 4, editsSent: 4 })).toBe('saving');
  });

  it('says saving for an edit that no socket took, though all sent frames are saved', () => {
    expect(saveStatus({ ...settled, edits: 4 })).toBe('saving');
  });

  it('says saving while a gesture in flight is not in the document yet', () => {
    expect(saveStatus({ ...settled, unwritten: true })).toBe('saving');
  });

  it('says connecting, not saving, before the first answer when nothing of mine is at stake', () => {
    const first = {
      ...settled,
      handshake: false,
      framesSent: 1,
      framesSaved: 0,
      edits: 0,
      editsSent: 0,
      editsSaved: 0,
    };
    expect(saveStatus({ ...first, socket: 'opening' })).toBe('connecting');
    expect(saveStatus(first)).toBe('connecting');
    expect(saveStatus({ ...first, edits: 1 })).toBe('saving');
  });

  it('says offline whenever the socket is lost, and closed whenever it is closed for good', () => {
    expect(saveStatus({ ...settled, socket: 'lost' })).toBe('offline');
    expect(saveStatus({ ...settled, socket: 'closed' })).toBe('closed');
  });

  it('says that the server cannot save for as long as that is so, and offline rather than that', () => {
    expect(saveStatus({ ...settled, storageFault: 'storage_full' })).toBe('full');
    expect(saveStatus({ ...settled, storageFault: 'storage_failed' })).toBe('failing');
    expect(saveStatus({ ...settled, socket: 'lost', storageFault: 'storage_full' })).toBe('offline');
  });

  it('never says saved while anything is in doubt', () => {
    const facts = fc.record({
      socket: fc.constantFrom<SaveFacts['socket']>('opening', 'open', 'lost', 'closed'),
      handshake: fc.boolean(),
      framesSent: fc.nat(3),
      framesSaved: fc.nat(3),
      edits: fc.nat(3),
      editsSent: fc.nat(3),
      editsSaved: fc.nat(3),
      unwritten: fc.boolean(),
      storageFault: fc.constantFrom<SaveFacts['storageFault'][]>(null, 'storage_full', 'storage_failed'),
    });
    fc.assert(
      fc.property(facts, (some) => {
        if (saveStatus(some) !== 'saved') return;
        expect(some.socket).toBe('open');
        expect(some.storageFault).toBeNull();
        expect(some.handshake && !some.unwritten).toBe(true);
        expect(some.framesSaved).toBeGreaterThanOrEqual(some.framesSent);
        expect(some.edits).toBe(some.editsSent);
      }),
    );
  });
});
