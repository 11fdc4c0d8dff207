import { getRouteApi } from '@tanstack/react-router';
import { readReplaySearch, type ReplaySearch } from './replaySearch.ts';

const route = getRouteApi('/boards/$boardId/replay');

/**
 * What the address asks for. Read once more: what a route's own reading leaves out of the address, the router puts back
 * as it stood there.
 */
export const useReplaySearch = (): ReplaySearch =>
  route.useSearch({ select: readReplaySearch, structuralSharing: true });
