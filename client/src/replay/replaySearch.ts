export interface ReplaySearch {
  /** Where to open it, in ms since the epoch. */
  readonly t?: number;
  /** Plays from `t` until then, in about half a minute. */
  readonly to?: number;
  /** The item to show. */
  readonly item?: string;
  /** The item whose idea is followed. */
  readonly idea?: string;
  /** The moment that is open. */
  readonly moment?: string;
  /** 1: follows whoever leads a look back. */
  readonly together?: 1;
}

/** What the address of a replay asks for; what is none of it is left out. */
export function readReplaySearch({ t, to, item, idea, moment, together }: Record<string, unknown>): ReplaySearch {
  return {
    ...(typeof t === 'number' && Number.isFinite(t) ? { t } : {}),
    ...(typeof to === 'number' && Number.isFinite(to) ? { to } : {}),
    ...(typeof item === 'string' ? { item } : {}),
    ...(typeof idea === 'string' ? { idea } : {}),
    ...(typeof moment === 'string' ? { moment } : {}),
    ...(together === 1 ? { together } : {}),
  };
}
