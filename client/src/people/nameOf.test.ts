import { SOMEONE_COLOR, type Person } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { called, isNamed, nameOf } from './nameOf.ts';

const person = (id: string, name: string, color: string) => ({ id, name, color }) as Person;

describe('what a person is called', () => {
  it('is their name where it is told', () => {
    const ann = person('p1', 'Ann', '#b5382a');
    expect(nameOf(ann)).toBe('Ann');
    expect(isNamed(ann)).toBe(true);
  });

  it('is the colour in words where a board shows colours only', () => {
    const red = person('colour-1', '', '#b5382a');
    expect(nameOf(red)).toBe('somebody in red');
    expect(isNamed(red)).toBe(false);
    expect(called(red)).toEqual({ ...red, name: 'somebody in red' });
  });

  it('is someone where nothing is told', () => {
    const someone = person('someone', 'someone', SOMEONE_COLOR);
    expect(nameOf(someone)).toBe('someone');
    expect(isNamed(someone)).toBe(false);
  });
});
