import { parseArgs } from 'node:util';

export interface RelayOptions {
  readonly rows: readonly number[];
  /** Ids of the relays to measure. */
  readonly peers: readonly string[];
  /** How long each load is measured. */
  readonly seconds: number;
  readonly soakSeconds: number;
}

const ROWS = [1, 2, 3, 4, 5, 6, 7] as const;
const DEFAULT_SECONDS = 6;
const DEFAULT_SOAK = '60s';

/** Reads `--rows=1,3 --peers=weft,ws --seconds=6 --soak=20m`. @throws an Error that says what is wrong. */
export function readRelayOptions(args: readonly string[], knownPeers: readonly string[]): RelayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      peers: { type: 'string' },
      seconds: { type: 'string' },
      soak: { type: 'string', default: DEFAULT_SOAK },
    },
  });
  return {
    rows: values.rows === undefined ? ROWS : chosen(values.rows.split(',').map(Number), ROWS, 'rows'),
    peers: values.peers === undefined ? knownPeers : chosen(values.peers.split(','), knownPeers, 'peers'),
    seconds: values.seconds === undefined ? DEFAULT_SECONDS : secondsOf(values.seconds),
    soakSeconds: secondsOf(values.soak),
  };
}

function chosen<T>(asked: readonly T[], known: readonly T[], what: string): readonly T[] {
  if (!asked.every((one) => known.includes(one))) throw new Error(`--${what} takes some of ${known.join(',')}`);
  return asked;
}

/** `90`, `90s` and `20m` are times. */
function secondsOf(text: string): number {
  const [, amount, unit] = /^(\d+)(s|m)?$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0) throw new Error(`"${text}" is no time; 90s and 20m are`);
  return Number(amount) * (unit === 'm' ? 60 : 1);
}
