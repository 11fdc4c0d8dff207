import { describe, expect, it } from 'vitest';
import { t } from '../messages/t.ts';
import { saveWords, shortSaveWords } from './saveWords.ts';

const troubles = ['offline', 'full', 'failing'] as const;

describe('the words for whether work is safe', () => {
  it.each(troubles)('say of work that is not saved (%s) that it is kept here', (status) => {
    expect(t(saveWords({ status, isKept: true }))).toContain('kept on this device');
    expect(t(shortSaveWords({ status, isKept: true }))).toContain('kept here');
  });

  it.each(troubles)('ask to keep the page open where the browser keeps nothing (%s)', (status) => {
    for (const words of [saveWords({ status, isKept: false }), shortSaveWords({ status, isKept: false })]) {
      expect(t(words)).toMatch(/keep this page open/i);
      expect(t(words)).not.toMatch(/kept/);
    }
  });

  it('are the same where nothing is wrong', () => {
    expect(t(saveWords({ status: 'saved', isKept: false }))).toBe('Saved');
  });
});
