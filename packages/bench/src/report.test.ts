import { describe, expect, it } from 'vitest';
import { markdownOf, withSection } from './report.ts';

describe('the page of benchmarks', () => {
  it('gets a section at its end the first time, and has it replaced in place ever after', () => {
    const first = withSection('# Page\n', 'board', 'one');
    const both = withSection(first, 'relay', 'two');
    const again = withSection(both, 'board', 'three');
    expect(again).toContain('three');
    expect(again).not.toContain('one');
    expect(again.indexOf('three')).toBeLessThan(again.indexOf('two'));
    expect(withSection(again, 'board', 'three')).toBe(again);
  });

  it('tells the machine before the tables', () => {
    const table = { title: 'Size', about: 'Of what.', columns: ['name', 'KB'], rows: [['ours', '1']] };
    expect(markdownOf('Board', 'Two cores.', [table])).toBe(
      '## Board\n\nTwo cores.\n\n### Size\n\nOf what.\n\n| name | KB |\n| --- | --- |\n| ours | 1 |',
    );
  });
});
