import {
  DISPLAYS,
  someone,
  SOMEONE,
  threadOf,
  type Display,
  type DisplaySetting,
  type Person,
  type PersonId,
} from '@weft/protocol';

export interface KnownPerson extends Person {
  /** Others see "someone" in this person's place, by their own choice or since their part was removed. */
  readonly hidden: boolean;
}

/** What decides how people are told of on one board. */
export interface DisclosureFacts {
  /** In order of time. Before the first, people were told by name. */
  readonly settings: readonly DisplaySetting[];
  /** Everybody who is or was on the board and has not been deleted, in order of arrival. */
  readonly people: readonly KnownPerson[];
}

const strictness = (display: Display): number => DISPLAYS.indexOf(display);

/**
 * How one person is told of others on one board. Whatever leaves the server with a person in it goes through here.
 *
 * - Oneself is told to oneself.
 * - Who hid their part, and who is not known (any more), is {@link someone}; all of them are one.
 * - Else the strictest display counts that was in force at any time from `at` until now: tightening holds for all that
 *   was, loosening only for what comes after. Where names are told now, what was told by colour is told as someone's:
 *   whoever knows a name and its colour would know the rest.
 */
export class Telling {
  readonly #callerId: PersonId | null;
  readonly #known: ReadonlyMap<PersonId, KnownPerson>;
  /** In order of time: from `since` on this is the strictest until now. */
  readonly #strictest: readonly DisplaySetting[];

  constructor(facts: DisclosureFacts, callerId: PersonId | null) {
    this.#callerId = callerId;
    this.#known = new Map(facts.people.map((person) => [person.id, person]));
    this.#strictest = strictestUntilNow(facts.settings);
  }

  /** Whether everybody is told to everybody by name, whenever something was done. */
  static isOpen({ settings, people }: DisclosureFacts): boolean {
    return settings.every(({ display }) => display === 'names') && people.every(({ hidden }) => !hidden);
  }

  /** Nobody (null) stays nobody: it is what the server did by itself. */
  tell(personId: PersonId, at: number): Person;
  tell(personId: PersonId | null, at: number): Person | null;
  tell(personId: PersonId | null, at: number): Person | null {
    if (personId === null) return null;
    const person = this.#known.get(personId);
    if (person === undefined) return someone;
    if (personId === this.#callerId) return asPerson(person);
    if (person.hidden) return someone;
    const display = this.#displayOf(at);
    if (display === 'names') return asPerson(person);
    return display === 'colours' ? byColour(person.color) : someone;
  }

  /** By which id they are told. */
  tellId(personId: PersonId, at: number): PersonId;
  tellId(personId: PersonId | null, at: number): PersonId | null;
  tellId(personId: PersonId | null, at: number): PersonId | null {
    return this.tell(personId, at)?.id ?? null;
  }

  /**
   * In what happened to the board itself (roles, titles, arrivals) nobody is told by colour: the list of members has the
   * same by name, and the two together would say whose the colour is.
   */
  tellInEvent(personId: PersonId, at: number): Person;
  tellInEvent(personId: PersonId | null, at: number): Person | null;
  tellInEvent(personId: PersonId | null, at: number): Person | null {
    const person = this.tell(personId, at);
    return person?.id.startsWith(COLOUR) === true ? someone : person;
  }

  /** By which id they are told there. */
  tellIdInEvent(personId: PersonId, at: number): PersonId;
  tellIdInEvent(personId: PersonId | null, at: number): PersonId | null;
  tellIdInEvent(personId: PersonId | null, at: number): PersonId | null {
    return this.tellInEvent(personId, at)?.id ?? null;
  }

  /**
   * Everybody who may be named to the caller somewhere: those told by name in order of arrival, colours in the order of
   * the palette, then someone.
   * @param ids who is named in an answer; someone may be among them where nobody else would be told so
   */
  everybody(ids: Iterable<PersonId | null> = []): readonly Person[] {
    const told = new Map<PersonId, Person>();
    const times = this.#strictest.map(({ since }) => since);
    for (const { id } of this.#known.values()) {
      for (const at of times) {
        const person = this.tell(id, at);
        told.set(person.id, person);
      }
    }
    for (const id of ids) if (id === SOMEONE) told.set(SOMEONE, someone);
    return [...told.values()].toSorted((a, b) => rank(a) - rank(b));
  }

  #displayOf(at: number): Display {
    return this.#strictest.findLast(({ since }) => since <= at)?.display ?? 'names';
  }
}

const COLOUR = 'colour-';

function byColour(color: string): Person {
  // One of the palette as it is told: no other value, which could be one person's alone.
  return { id: `${COLOUR}${threadOf(color)}` as PersonId, name: '', color };
}

function rank({ id }: Person): number {
  if (id === SOMEONE) return 100;
  return id.startsWith(COLOUR) ? Number(id.slice(COLOUR.length)) : 0;
}

const asPerson = ({ id, name, color }: Person): Person => ({ id, name, color });

/** From each change on the strictest of all that was in force since. */
function strictestUntilNow(settings: readonly DisplaySetting[]): readonly DisplaySetting[] {
  const all: DisplaySetting[] = [{ display: 'names', since: -Infinity }, ...settings];
  const namesNow = all.at(-1)?.display === 'names';
  let strictest: Display = 'names';
  return all
    .toReversed()
    .map(({ display, since }) => {
      if (strictness(display) > strictness(strictest)) strictest = display;
      return { display: namesNow && strictest === 'colours' ? 'off' : strictest, since };
    })
    .toReversed();
}
