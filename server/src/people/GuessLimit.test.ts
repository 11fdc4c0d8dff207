import { describe, expect, test } from 'vitest';
import { GuessLimit } from './GuessLimit.ts';

describe('counting wrong codes', () => {
  test('twenty wrong ones within a minute are answered, the next is one too many', () => {
    const limit = new GuessLimit(() => 0);
    for (let guess = 0; guess < 20; guess += 1) limit.failed('a');
    expect(() => limit.check('a')).toThrow(expect.objectContaining({ code: 'too_many_guesses' }));
    expect(() => limit.failed('a')).toThrow(expect.objectContaining({ code: 'too_many_guesses' }));
    expect(() => limit.check('b')).not.toThrow();
  });

  test('the window slides: after a minute there is room again', () => {
    let now = 0;
    const limit = new GuessLimit(() => now, 2, 60_000);
    limit.failed('a');
    now = 30_000;
    limit.failed('a');
    expect(() => limit.check('a')).toThrow();
    now = 60_001;
    expect(() => limit.check('a')).not.toThrow();
    limit.failed('a');
    expect(() => limit.check('a')).toThrow();
  });

  test('addresses are bounded: the one that failed longest ago is forgotten', () => {
    const limit = new GuessLimit(() => 0, 1, 60_000, 2);
    for (const address of ['a', 'b', 'c']) limit.failed(address);
    expect(() => limit.check('a')).not.toThrow();
    expect(() => limit.check('b')).toThrow();
    expect(() => limit.check('c')).toThrow();
  });
});
