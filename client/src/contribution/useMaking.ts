import { useQuery } from '@tanstack/react-query';
import type { BoardId, Contributions, Lineage } from '@weft/protocol';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';
import { AfterChanges } from './AfterChanges.ts';

/** How a board came about, as far as this person is told. */
export interface Making {
  readonly contributions: Contributions | null;
  readonly lineage: Lineage | null;
  /** Neither was ever fetched, and why. */
  readonly error: Error | null;
  readonly refetch: () => void;
}

/** The server folds its log for each answer. */
const REST_MS = 1_000;

/**
 * Who did what and how the items hang together, kept up to date while something shows it: it is asked again after others'
 * changes, after my own are in the log, and after events; once a second at most.
 */
export function useMaking(boardId: BoardId, connection: BoardConnection | null, isShown: boolean): Making {
  const contributions = useQuery({ ...queries.contributions(boardId), enabled: isShown });
  const lineage = useQuery({ ...queries.lineage(boardId), enabled: isShown });
  const { refetch: refetchContributions } = contributions;
  const { refetch: refetchLineage } = lineage;
  const doc = connection?.doc ?? null;
  useEffect(() => {
    if (!isShown || connection === null || doc === null) return undefined;
    const again = new AfterChanges(async () => {
      await Promise.all([refetchContributions(), refetchLineage()]);
    }, REST_MS);
    const onUpdate = (_update: Uint8Array, _origin: unknown, _of: unknown, { local }: { local: boolean }) => {
      if (!local) again.changed();
    };
    doc.on('update', onUpdate);
    const stops = [
      onSaved(connection, () => again.changed()),
      connection.onEvent(() => again.changed()),
      () => doc.off('update', onUpdate),
      () => again.stop(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [isShown, connection, doc, refetchContributions, refetchLineage]);
  return {
    contributions: contributions.data ?? null,
    lineage: lineage.data ?? null,
    error: contributions.data === undefined ? contributions.error : null,
    refetch: () => {
      void refetchContributions();
      void refetchLineage();
    },
  };
}

function onSaved(connection: BoardConnection, listener: () => void): () => void {
  let { status } = connection.state();
  return connection.subscribe(() => {
    const before = status;
    ({ status } = connection.state());
    if (status !== before && status === 'saved') listener();
  });
}
