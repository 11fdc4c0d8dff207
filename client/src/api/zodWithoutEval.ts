/**
 * The content security policy allows no code made from text. zod would try, and be reported, when the first schema is
 * made: so this stands ahead of all schemas, and in the chunk that holds zod.
 */
import { z } from 'zod';

z.config({ jitless: true });
