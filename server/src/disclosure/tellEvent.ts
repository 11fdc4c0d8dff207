import type { BoardEvent } from '@weft/protocol';
import type { Telling } from './Telling.ts';

/** An event with the people in it as they are told of. @param at when it happened */
export function tellEvent(event: BoardEvent, telling: Telling, at: number): BoardEvent {
  switch (event.type) {
    case 'role-changed':
      return { ...event, personId: telling.tellIdInEvent(event.personId, at) };
    case 'attributed':
      return { ...event, from: telling.tellIdInEvent(event.from, at), to: telling.tellIdInEvent(event.to, at) };
    default:
      return event;
  }
}
