import { describe, expect, it } from 'vitest';
import type { BoardId, CloseErrorCode, PersonId } from '@weft/protocol';
import { SocketPlaces, type SocketPlace } from './SocketPlaces.ts';

const ROOMY = { maxSockets: 1_000, maxSocketsPerAddress: 1_000, maxSocketsPerPerson: 1_000, maxSocketsPerBoard: 1_000 };

/** Lets a socket come as far as it may. */
function come(places: SocketPlaces, person: string, board = 'b1', address = 'here') {
  const { place, refused } = places.come(address);
  return { place, refused: refused ?? place.claim(person as PersonId, board as BoardId) };
}

const codes = (came: readonly { refused: CloseErrorCode | null; place: SocketPlace }[]) =>
  came.map(({ refused }) => refused);

describe('places for sockets', () => {
  it('are bounded in all, by address, by person and by board, each with a code of its own', () => {
    const total = new SocketPlaces({ ...ROOMY, maxSockets: 1 });
    expect(codes([come(total, 'ada'), come(total, 'ben')])).toEqual([null, 'server_full']);
    const address = new SocketPlaces({ ...ROOMY, maxSocketsPerAddress: 1 });
    expect(codes([come(address, 'ada'), come(address, 'ben'), come(address, 'eve', 'b1', 'there')])).toEqual([
      null,
      'network_crowded',
      null,
    ]);
    const person = new SocketPlaces({ ...ROOMY, maxSocketsPerPerson: 1 });
    expect(codes([come(person, 'ada'), come(person, 'ada', 'b2'), come(person, 'ben')])).toEqual([
      null,
      'too_many_tabs',
      null,
    ]);
    const board = new SocketPlaces({ ...ROOMY, maxSocketsPerBoard: 1 });
    expect(codes([come(board, 'ada'), come(board, 'ben'), come(board, 'ben', 'b2')])).toEqual([
      null,
      'board_crowded',
      null,
    ]);
  });

  it('are given back once, by those that were refused as well', () => {
    const places = new SocketPlaces({ ...ROOMY, maxSockets: 1, maxSocketsPerPerson: 1 });
    const [one, two] = [come(places, 'ada'), come(places, 'ada')];
    expect(places.total).toBe(2);
    one.place.leave();
    two.place.leave();
    one.place.leave();
    expect(places.total).toBe(0);
    const gone = places.come('here').place;
    gone.leave();
    gone.claim('ada' as PersonId, 'b1' as BoardId);
    expect(come(places, 'ada').refused).toBeNull();
  });
});
