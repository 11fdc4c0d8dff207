import { createHash } from 'node:crypto';
import { SCHEMA_NAME } from '@weft/history';

/** What today's tracks are written in, as `tracks.schema` has it. */
export const TRACK_SCHEMA = createHash('sha256').update(SCHEMA_NAME).digest('hex');
