import type { BoardItem, Binding } from './BoardItems.ts';
import type { Doing } from './ContributionBook.ts';
import { continuesStart } from './judgeChange.ts';
import { doingOf, ONE, type Judging } from './judging.ts';
import type { RecordChange } from './recordChanges.ts';

/** One end of an arrow before and after an entry. */
interface BindingChange {
  readonly before: Binding | undefined;
  readonly now: Ends | undefined;
  /** It leads where it did not lead before. */
  readonly connects: boolean;
}

type Ends = Pick<Binding, 'fromId' | 'toId' | 'terminal'>;

/** K5: what happens to a binding happens to its arrow. */
export function judgeBinding(judging: Judging, change: RecordChange): void {
  const { entry, items, book } = judging;
  const before = items.bindings.get(change.id);
  const now = endsOf(change);
  const connects = now !== undefined && (now.fromId !== before?.fromId || now.toId !== before.toId);
  const returns = noteBinding(judging, change.id, before, now, connects);
  const arrow = items.get((now ?? before)?.fromId ?? '');
  const doing = doingOf(entry);
  if (arrow === undefined || doing === null || !arrow.present) return;
  arrow.changedSeq = entry.seq;
  const kind = entry.intent?.kind;
  if (kind === 'undo' || kind === 'redo') judgeUndoneBinding(judging, kind, doing, arrow, { before, now, connects });
  else if (returns) return;
  else if (connects) book.add(doing, arrow.id, 'connected', ONE);
  // An arrow that comes loose because the item at its end was removed was not arranged by anybody.
  else if (now !== undefined || items.get(before?.toId ?? '')?.present === true) {
    if (!continuesStart(book, doing, arrow.id)) book.add(doing, arrow.id, 'arranged', ONE);
  }
}

function endsOf({ now }: RecordChange): Ends | undefined {
  if (now === null) return undefined;
  return {
    fromId: String(now.get('fromId')),
    toId: String(now.get('toId')),
    terminal: String(now.get('props.terminal')),
  };
}

/** @returns whether it is as it was once before: that is no new connection, and it is by whom it was (K9, U2). */
function noteBinding(
  { entry, items }: Judging,
  id: string,
  before: Binding | undefined,
  now: Ends | undefined,
  connects: boolean,
): boolean {
  const lost = items.lostBindings.get(id);
  const returns = now !== undefined && connects && lost?.fromId === now.fromId && lost.toId === now.toId;
  if (before !== undefined) items.lostBindings.set(id, before);
  if (now === undefined) items.bindings.delete(id);
  else if (returns) items.bindings.set(id, { ...lost, ...now });
  else if (connects || before === undefined) items.bindings.set(id, { ...now, by: entry.personId, at: entry.at });
  else items.bindings.set(id, { ...before, ...now });
  return returns;
}

/** U2: an end that was bound comes loose again, or one that came loose is bound again. */
function judgeUndoneBinding(
  { entry, items, book }: Judging,
  kind: 'undo' | 'redo',
  { personId }: Doing,
  arrow: BoardItem,
  { before, now, connects }: BindingChange,
): void {
  const end = items.get((now ?? before)?.toId ?? '');
  // With an arrow, or with the item at its end, its binding comes and goes: that is told of these (U1, K5).
  if (end?.present !== true || end.backSeq === entry.seq || arrow.backSeq === entry.seq) return;
  if (kind === 'redo') {
    book.giveAgain(personId, arrow.id, [connects ? 'connected' : 'arranged'], ONE);
  } else {
    const wasConnecting = now === undefined || (connects && before !== undefined);
    book.takeBack(personId, arrow.id, [wasConnecting ? 'connected' : 'arranged'], ONE);
  }
}
