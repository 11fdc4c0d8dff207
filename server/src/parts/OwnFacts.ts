import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { Disclosure, Membership } from '../ports.ts';
import type { Own } from './PartRepository.ts';
import type { RightsRepository } from './RightsRepository.ts';

export interface OwnFactsOptions {
  readonly disclosure: Disclosure;
  readonly membership: Pick<Membership, 'memberOf'>;
  readonly rights: Pick<RightsRepository, 'namesWhenLeft'>;
}

/**
 * What is known of a board's people to one person for what is theirs: to who is on the board no more, those who were there
 * then, by the names that they had. How they may be told is as it is now, so that who hides or deletes themself later is
 * nobody's to name.
 */
export class OwnFacts {
  readonly #options: OwnFactsOptions;

  constructor(options: OwnFactsOptions) {
    this.#options = options;
  }

  async of(own: Own): Promise<DisclosureFacts> {
    const { disclosure, membership, rights } = this.#options;
    const { settings, people } = await disclosure.facts(own.boardId);
    if ((await membership.memberOf(own.boardId, own.personId)).ok) return { settings, people };
    const names = await rights.namesWhenLeft(own);
    return {
      settings,
      people: people.flatMap((person) => {
        if (person.id === own.personId) return [person];
        const name = names.get(person.id);
        return name === undefined ? [] : [{ ...person, name }];
      }),
    };
  }
}
