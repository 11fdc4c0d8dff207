import type { FastifyRequest } from 'fastify';
import { BoardIdSchema, WeftError, type BoardId } from '@weft/protocol';
import type { BoardMember, Membership } from '../ports.ts';
import type { RequirePerson } from './requirePerson.ts';

export interface MemberPorts {
  readonly requirePerson: RequirePerson;
  readonly membership: Membership;
}

/**
 * Who is asking, as a member of the board that is asked for.
 * @throws WeftError what `requirePerson` throws, `board_not_found`, `board_deleted` or `not_member`.
 */
export async function requireMember(
  { requirePerson, membership }: MemberPorts,
  request: FastifyRequest,
  id: string,
): Promise<BoardMember & { readonly boardId: BoardId }> {
  const person = await requirePerson(request);
  const boardId = BoardIdSchema.safeParse(id);
  if (!boardId.success) throw new WeftError('board_not_found');
  const found = await membership.memberOf(boardId.data, person.id);
  if (!found.ok) throw new WeftError(found.code);
  return { ...found.member, boardId: boardId.data };
}
