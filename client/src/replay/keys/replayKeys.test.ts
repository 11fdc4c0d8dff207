import { describe, expect, it } from 'vitest';
import { en } from '../../messages/en.ts';
import { capsOf, keyOf, REPLAY_KEYS, withKey } from './replayKeys.ts';

const caps = (does: string) => REPLAY_KEYS.filter((known) => known.does === does).map(capsOf);

describe('the keys of a replay', () => {
  it('are each found again by what a browser says of the press, and do one thing each', () => {
    for (const known of REPLAY_KEYS) expect(keyOf({ key: known.key, shiftKey: known.shift ?? false })).toBe(known);
    expect(new Set(REPLAY_KEYS.map(({ does }) => does)).size).toBe(REPLAY_KEYS.length);
  });

  it('are explained on screen, every one, and nothing is explained that is none', () => {
    expect(Object.keys(en.replayKeys.does).toSorted()).toEqual(REPLAY_KEYS.map(({ does }) => does).toSorted());
  });

  it('tell Shift from none where both mean something, and do not mind it where keyboards differ', () => {
    expect(keyOf({ key: 'ArrowLeft', shiftKey: true })?.does).toBe('episodeBefore');
    expect(keyOf({ key: 'ArrowLeft', shiftKey: false })?.does).toBe('stepBack');
    expect(keyOf({ key: '?', shiftKey: true })?.does).toBe('keys');
    expect(keyOf({ key: '?', shiftKey: false })?.does).toBe('keys');
    expect(keyOf({ key: 'F', shiftKey: true })).toBeUndefined();
    expect(keyOf({ key: 'x', shiftKey: false })).toBeUndefined();
  });

  it('are written as they stand on a keyboard', () => {
    expect(caps('playOrPause')).toEqual([['Space']]);
    expect(caps('episodeAfter')).toEqual([['Shift', '→']]);
    expect(caps('filter')).toEqual([['F']]);
    expect(caps('itemBack')).toEqual([['Shift', 'I']]);
    expect(withKey('To now', 'toNow')).toBe('To now (End)');
  });
});
