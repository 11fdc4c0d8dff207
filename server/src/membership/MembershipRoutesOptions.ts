import type { RequirePerson } from '../http/requirePerson.ts';
import type { Guesses, SignIns } from '../ports.ts';
import type { Boards } from './Boards.ts';
import type { Leaving } from './Leaving.ts';
import type { LinkRepository } from './LinkRepository.ts';
import type { Thumbnails } from './Thumbnails.ts';

/** What the routes of boards and sharing work with. */
export interface MembershipRoutesOptions {
  readonly boards: Boards;
  readonly leaving: Leaving;
  readonly links: LinkRepository;
  readonly thumbnails: Thumbnails;
  readonly guesses: Guesses;
  readonly signIns: SignIns;
  readonly requirePerson: RequirePerson;
  /** The address under which others reach this server. */
  readonly shareUrl: () => string;
}
