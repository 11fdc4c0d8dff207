import { describe, expect, it } from 'vitest';
import { linesOf, pastedAs } from './pastedLines.ts';

describe('several lines that are pasted', () => {
  it('become notes where they are a list, with or without bullets', () => {
    expect(pastedAs('Ask Ada\nAsk Ben')).toBe('notes');
    expect(pastedAs('- Ask Ada\n- Ask Ben\n  - and her brother')).toBe('notes');
    expect(pastedAs('1. One\r\n2. Two')).toBe('notes');
  });

  it('become notes where they are rows of a spreadsheet, however long their cells', () => {
    expect(pastedAs(`Name\tIdea\nAda\t${'long '.repeat(60)}`)).toBe('notes');
  });

  it('stay one text where they are prose or code', () => {
    expect(pastedAs(`Dear all,\n${'many words '.repeat(20)}`)).toBe('text');
    expect(pastedAs('if (x) {\n  run();\n}')).toBe('text');
    expect(pastedAs('def f(x):\n    return x')).toBe('text');
    expect(pastedAs('one line only')).toBe('text');
  });

  it('are counted without the empty ones', () => {
    expect(linesOf('a\n\n  \r\nb\n')).toEqual(['a', 'b']);
  });
});
