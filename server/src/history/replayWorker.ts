import { BoardReplay } from '@weft/history';
import { WeftError, type BoardId, type LogEntry } from '@weft/protocol';
import { copyBoard } from './copyBoard.ts';
import { serveWorker } from '../workers/serveWorker.ts';

const replays = new Map<number, BoardReplay>();

function replayOf(id: number): BoardReplay {
  const replay = replays.get(id);
  if (replay === undefined) throw new WeftError('internal', 'the replay was lost with the worker before this one');
  return replay;
}

function tell(replay: BoardReplay): Uint8Array {
  // Before its first entry there is no board yet, not even an empty page.
  const records = replay.seq === 0 ? {} : Object.fromEntries(replay.view().records);
  return new TextEncoder().encode(JSON.stringify({ seq: replay.seq, records }));
}

serveWorker({
  begin: ({ replay, begin }: { replay: number; begin: { seq: number; state: Uint8Array | null } }) =>
    void replays.set(replay, new BoardReplay(begin)),
  append: ({ replay, entries }: { replay: number; entries: readonly LogEntry[] }) => replayOf(replay).append(entries),
  tell: (id: number) => tell(replayOf(id)),
  copy: ({ replay, to }: { replay: number; to: BoardId }) => copyBoard(replayOf(replay), to),
  end: (id: number) => {
    replays.get(id)?.destroy();
    replays.delete(id);
  },
});
