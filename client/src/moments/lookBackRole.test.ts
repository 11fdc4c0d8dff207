import { expect, it } from 'vitest';
import { roleOf } from './lookBackRole.ts';

it('is led by the page in which whoever leads began, and by no other page of theirs', () => {
  const mine = { isMine: true };
  expect(roleOf(mine, { leadsHere: true, isFollowing: false })).toBe('leading');
  expect(roleOf(mine, { leadsHere: false, isFollowing: false })).toBe('apart');
  expect(roleOf(mine, { leadsHere: false, isFollowing: true })).toBe('following');
});

it('is followed by who came along, as long as somebody else leads', () => {
  const theirs = { isMine: false };
  expect(roleOf(theirs, { leadsHere: true, isFollowing: true })).toBe('following');
  expect(roleOf(theirs, { leadsHere: false, isFollowing: false })).toBe('apart');
  expect(roleOf(null, { leadsHere: true, isFollowing: true })).toBe('apart');
});
