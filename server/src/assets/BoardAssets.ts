import { WeftError, type Asset, type BoardId, type PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../database/Database.ts';
import type { BoardImages } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import { AssetFiles, assetIdOf } from './AssetFiles.ts';
import { AssetRepository, type StoredAsset } from './AssetRepository.ts';
import { sniffImage } from './sniffImage.ts';
import { SvgSanitiser } from './SvgSanitiser.ts';

export interface BoardAssetsOptions {
  readonly config: Pick<Config, 'dataDir' | 'limits'>;
  readonly db: Kysely<Database>;
  readonly now?: () => number;
}

/** Images that people put on boards: judged by their bytes, made safe, kept once by content. */
export class BoardAssets implements BoardImages {
  readonly #files: AssetFiles;
  readonly #assets: AssetRepository;
  readonly #sanitiser = new SvgSanitiser();
  readonly #now: () => number;
  readonly #maxBytesPerBoard: number;
  readonly #keeping = new OneAtATime();
  /** A file must not go while another board is getting it. */
  readonly #placing = new OneAtATime();

  constructor({ config, db, now = Date.now }: BoardAssetsOptions) {
    this.#files = new AssetFiles(config.dataDir);
    this.#assets = new AssetRepository(db);
    this.#now = now;
    this.#maxBytesPerBoard = config.limits.maxAssetBytesPerBoard;
  }

  async keep(given: Uint8Array, boardId: BoardId, by: PersonId): Promise<Asset> {
    const mime = await sniffImage(given);
    if (mime === null) throw new WeftError('asset_unsupported');
    const bytes = mime === 'image/svg+xml' ? await this.#sanitiser.sanitise(given) : given;
    // One after the other, so that many at once find the same room only once.
    const asset = await this.#keeping.run(boardId, async () => {
      await this.#assertRoomFor(bytes, boardId);
      return await this.#placing.run(assetIdOf(bytes), async () => {
        const put = { id: await this.#files.put(bytes), mime, bytes: bytes.byteLength };
        await this.#assets.addToBoard(boardId, put, by, this.#now());
        return put;
      });
    });
    return { ...asset, url: `/api/boards/${boardId}/assets/${asset.id}` };
  }

  async share(assetIds: readonly string[], from: BoardId, to: BoardId, by: PersonId): Promise<void> {
    for (const assetId of assetIds) {
      await this.#placing.run(assetId, async () => {
        const asset = await this.find(from, assetId);
        if (asset !== null) await this.#assets.addToBoard(to, asset, by, this.#now());
      });
    }
  }

  async remove(assetIds: readonly string[], from: BoardId): Promise<void> {
    for (const assetId of assetIds) {
      await this.#placing.run(assetId, async () => {
        if (await this.#assets.takeOffBoard(from, assetId)) await this.#files.remove(assetId);
      });
    }
  }

  async list(boardId: BoardId): Promise<readonly string[]> {
    return await this.#assets.idsOnBoard(boardId);
  }

  async read(boardId: BoardId, assetId: string): Promise<{ mime: string; bytes: Uint8Array } | null> {
    const asset = await this.find(boardId, assetId);
    if (asset === null) return null;
    const file = await this.open(asset);
    try {
      return { mime: asset.mime, bytes: await file.readFile() };
    } finally {
      await file.close();
    }
  }

  async find(boardId: BoardId, assetId: string): Promise<StoredAsset | null> {
    return await this.#assets.onBoard(boardId, assetId);
  }

  /** The caller closes what it opened. @throws WeftError `storage_failed`. */
  async open(asset: StoredAsset): ReturnType<AssetFiles['open']> {
    return await this.#files.open(asset.id);
  }

  async close(): Promise<void> {
    await this.#sanitiser.close();
  }

  /** What is on the board already takes no more. @throws WeftError `board_images_full` */
  async #assertRoomFor(bytes: Uint8Array, boardId: BoardId): Promise<void> {
    const taken = await this.#assets.bytesOnBoard(boardId);
    if (taken + bytes.byteLength <= this.#maxBytesPerBoard) return;
    if ((await this.find(boardId, assetIdOf(bytes))) === null) throw new WeftError('board_images_full');
  }
}
