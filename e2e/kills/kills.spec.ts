import { expect, test } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { WeftApi } from '../WeftApi.ts';
import { WeftServer } from '../WeftServer.ts';
import { Gate } from './Gate.ts';
import { seededRandom } from './seededRandom.ts';
import { WrittenBoard } from './WrittenBoard.ts';

/** A board's log grows with every kill and is read whole after each: begin a new one from time to time. */
const KILLS_PER_BOARD = 25;
const KILLS = Number(process.env['WEFT_KILLS'] ?? 20);
const SEED = Number(process.env['WEFT_SEED'] ?? Date.now() % 1_000_000);

test(`[I1] [I2] ${KILLS} kills under load lose nothing that was acknowledged or delivered`, async () => {
  test.setTimeout(60_000 + KILLS * 30_000);
  console.log(`  seed ${SEED} (repeat with WEFT_SEED=${SEED})`);
  const random = seededRandom(SEED);
  const server = await WeftServer.start({ RATE_LIMITS: 'off', LOG_LEVEL: 'warn' });
  const gate = await Gate.before(server.port);
  const gateOrigin = `http://127.0.0.1:${gate.port}`;
  const open = async (name: string, writers: number) =>
    WrittenBoard.open({ api: new WeftApi(server.origin), origin: server.origin, gateOrigin, name, writers, random });

  /** One kill at a moment of its own; every other time the writers may settle first, else it meets them reconnecting. */
  const killOnce = async (boards: readonly WrittenBoard[], settle: boolean): Promise<void> => {
    for (const board of boards) board.start();
    await wait(random.between(0, 500));
    if (settle) {
      for (const board of boards) board.pause();
      for (const board of boards) await board.everyoneIsBack();
      for (const board of boards) board.start();
      await wait(random.between(0, 250));
    }
    gate.shut();
    await server.kill();
    await wait(random.between(0, 100));
    for (const board of boards) board.pause();
    await server.restart();
    for (const board of boards) await board.verifyKept();
    gate.open();
  };

  let boards: WrittenBoard[] = [];
  let logged = 0;
  const finish = async (): Promise<void> => {
    for (const board of boards) {
      board.pause();
      await board.everyoneIsBack();
      await board.verifyKept();
      board.destroy();
      logged += board.logged;
    }
    boards = [];
  };
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill % KILLS_PER_BOARD === 0) {
        await finish();
        boards = [await open(`a${kill}-`, 4), await open(`b${kill}-`, 2)];
      }
      await killOnce(boards, random.next() < 0.5);
      if (kill % 10 === 9) console.log(`  ${kill + 1} of ${KILLS} kills`);
    }
    await finish();
    console.log(`  ${KILLS} kills, ${logged} log entries, nothing lost`);
    expect(logged, 'the writers wrote all the while').toBeGreaterThan(KILLS * 10);
    expect(await server.stop(), 'and it stops in order').toBe(0);
  } finally {
    for (const board of boards) board.destroy();
    await gate.remove();
    await server.remove();
  }
});
