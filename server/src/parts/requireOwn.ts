import type { FastifyRequest } from 'fastify';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { Own } from './PartRepository.ts';

/** Whose own, on which board: the caller's, who must be a member. @throws what `requireMember` throws */
export async function requireOwn(ports: MemberPorts, request: FastifyRequest, id: string): Promise<Own> {
  const { boardId, id: personId } = await requireMember(ports, request, id);
  return { boardId, personId };
}
