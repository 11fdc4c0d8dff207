import type { Contributions } from '@weft/protocol';
import { useMemo } from 'react';
import type { Whose } from '../canvas/Whose.ts';
import { whoseOf } from './whoseOf.ts';

/** What the items' edges show, the same until it is told anew. @param contributions null while it is not asked for */
export const useEdges = (contributions: Contributions | null): Whose | null =>
  useMemo(() => (contributions === null ? null : whoseOf(contributions)), [contributions]);
