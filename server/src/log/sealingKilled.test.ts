import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { DirectUpdateLog } from './sealing.testkit.ts';

const PROGRAM = fileURLToPath(new URL('writeAndSeal.testkit.ts', import.meta.url));
const KILLS = 6;

/** Lets the program write and seal until it has said `lines` lines, then kills it. @returns the last seq it told of, per board. */
async function killAfter(file: string, lines: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(execPath, ['--conditions=source', PROGRAM, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  const told = said.split('\n').slice(0, -1);
  return new Map(told.map((line) => [line.split(' ')[0] as string, Number(line.split(' ')[1])]));
}

/** Entries that are in a segment and in a row. */
const SEALED_TWICE = `SELECT count(*) AS n FROM entries JOIN segments USING (board) WHERE seq BETWEEN first AND last`;

it('[I2] sealing that is killed at any point leaves every durable entry once, as a row or in a segment', async () => {
  const file = join(await temporaryDirectory(), 'log.db');
  for (let kill = 0; kill < KILLS; kill++) {
    const told = await killAfter(file, 2 + kill * 7);
    const log = new DirectUpdateLog(file);
    for (const [board, seq] of told) {
      const entries = await log.read(board as BoardId, 0, 1_000_000);
      expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
      expect(entries.length).toBeGreaterThanOrEqual(seq);
    }
    await log.close();
    const db = new DatabaseSync(file);
    expect(db.prepare(SEALED_TWICE).get()).toEqual({ n: 0 });
    expect(db.prepare('SELECT count(*) AS n FROM segments').get()?.['n']).toBeGreaterThanOrEqual(kill === 0 ? 0 : 1);
    db.close();
  }
}, 120_000);
