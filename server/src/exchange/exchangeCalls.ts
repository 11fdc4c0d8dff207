import type { ImportFormat, ImportRefusal, ImageFate, LeftOut } from '@weft/board-model';
import type { ClientId } from '@weft/protocol';

/** What is asked of the exchange worker. Content travels as JSON text: the server's own thread never looks into it. */
export interface ReadCall {
  readonly bytes: Uint8Array;
  readonly name: string;
}
export type ReadAnswer =
  | { readonly ok: false; readonly code: ImportRefusal; readonly detail: string }
  | {
      readonly ok: true;
      readonly format: ImportFormat;
      readonly title: string | null;
      readonly content: string;
      /** By asset; null for what is no data URL that can be read. */
      readonly images: readonly (readonly [assetId: string, bytes: Uint8Array | null])[];
      readonly leftOut: readonly LeftOut[];
    };

export interface PrepareCall {
  /** The board's document as it is. */
  readonly state: Uint8Array;
  readonly content: string;
  readonly fates: ReadonlyMap<string, ImageFate>;
  readonly idPrefix: string;
}
export interface PrepareAnswer {
  readonly updates: readonly Uint8Array[];
  readonly clientId: ClientId;
  readonly items: number;
  readonly images: number;
  readonly leftOut: readonly LeftOut[];
}

export type ExportFormat = 'json' | 'tldr' | 'csv';
export interface WriteCall {
  readonly state: Uint8Array;
  readonly format: ExportFormat;
  readonly title: string;
  /** By asset: the pictures that lie inside the file. */
  readonly images: ReadonlyMap<string, { readonly mime: string; readonly bytes: Uint8Array }>;
  /** The JSON of `ContributionsSchema`, for a table that says who started what. */
  readonly contributions: Uint8Array | null;
}

/** What each operation is given and what it answers. */
export interface ExchangeCalls {
  readonly read: readonly [ReadCall, ReadAnswer];
  readonly prepare: readonly [PrepareCall, PrepareAnswer];
  /** A board's document → the addresses of its pictures, by asset. */
  readonly images: readonly [Uint8Array, ReadonlyMap<string, string>];
  readonly write: readonly [WriteCall, Uint8Array];
}
