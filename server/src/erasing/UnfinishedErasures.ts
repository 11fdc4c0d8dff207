import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BoardIdSchema, ErasedPartSchema, PersonIdSchema } from '@weft/protocol';
import { z } from 'zod';

const UnfinishedSchema = z.object({
  boardId: BoardIdSchema,
  by: PersonIdSchema,
  what: ErasedPartSchema,
  /** Images that only what goes led to; once it is gone the log no longer says which they were. */
  imageIds: z.array(z.string()).readonly().default([]),
});
export type Unfinished = z.infer<typeof UnfinishedSchema>;

/** An erasure touches two databases. What is begun is written down, one file a board, so that a start finishes it. */
export class UnfinishedErasures {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'erasing');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Those that a server which was ended left behind. */
  all(): readonly Unfinished[] {
    const found: Unfinished[] = [];
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      // Never renamed: it was not begun.
      if (!name.endsWith('.json')) rmSync(file);
      else found.push(UnfinishedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
    }
    return found;
  }

  async begin(unfinished: Unfinished): Promise<void> {
    const file = this.#fileOf(unfinished.boardId);
    const handle = await open(`${file}.new`, 'w');
    try {
      await handle.writeFile(JSON.stringify(unfinished));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
  }

  async done({ boardId }: Unfinished): Promise<void> {
    await rm(this.#fileOf(boardId), { force: true });
  }

  #fileOf(boardId: string): string {
    return join(this.#folder, `${Buffer.from(boardId).toString('base64url')}.json`);
  }
}
