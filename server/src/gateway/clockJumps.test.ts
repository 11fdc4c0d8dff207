import { expect, it, onTestFinished } from 'vitest';
import { StockPeer, chances, wait } from './faults.testkit.ts';
import { BOARD, startGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

const HOUR = 60 * 60 * 1000;

it('[I3] goes on as ever while the clock of the machine jumps back and forth, and its log never goes back', async () => {
  const clock = { now: Date.now() };
  const gateway = await startGateway({ boardIdleMs: 60_000 }, { now: () => clock.now });
  onTestFinished(() => gateway.stop());
  const [writer, reader] = [new StockPeer(gateway, 'ada'), new StockPeer(gateway, 'ben')];
  await soon(() => expect(writer.provider.synced && reader.provider.synced).toBe(true));
  const closed: unknown[] = [];
  for (const { provider } of [writer, reader]) provider.on('connection-close', (event) => closed.push(event));
  const chance = chances(3);
  for (let step = 0; step < 60; step++) {
    clock.now += Math.round((chance() - 0.5) * 10 * HOUR);
    writer.records.set(`k-${step}`, step);
    writer.provider.awareness.setLocalStateField('pointer', [step, step]);
    gateway.registry().sweep();
    await wait(10);
  }
  await soon(() => expect(reader.keys).toHaveLength(60));
  await soon(() =>
    expect(reader.provider.awareness.getStates().get(writer.doc.clientID)).toMatchObject({ pointer: [59, 59] }),
  );
  expect([closed, gateway.registry().liveCount]).toEqual([[], 1]);
  const entries = await gateway.registry().read(BOARD, 0, 1_000);
  const times = entries.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(entries.length).toBeGreaterThan(30);
}, 60_000);
