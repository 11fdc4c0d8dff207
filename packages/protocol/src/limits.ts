/** Everything is bounded. Sizes are bytes, times are milliseconds. Configuration may lower or raise what `hello` announces. */
export const LIMITS = {
  /** The largest sync frame that is judged; `ws` itself stops at 16 MiB, a code the stock client retries for ever. */
  maxFrameBytes: 4 * 1024 * 1024,
  /** clientIDs one connection may bring along (its own, and those of earlier sessions in its offline store). */
  maxClientIdsPerConnection: 256,
  /** Presence entries of one connection that may be visible at once. */
  maxPresencePerConnection: 4,
  /** One presence state, encoded. */
  maxPresenceBytes: 16 * 1024,
  /** How deeply types may be nested inside a record. */
  maxNesting: 64,
  /** Items that one call locks or unlocks. */
  maxItemsLockedAtOnce: 1_000,
  /** Bytes that may wait in one socket: above the first presence is left out, above the second edits too (the client gets
   * the state anew once it has read), above the third the client is too slow and is closed. */
  maxPresenceQueueBytes: 1024 * 1024,
  maxFedQueueBytes: 4 * 1024 * 1024,
  maxQueuedBytes: 64 * 1024 * 1024,
  /** So long a client may take nothing at all of what waits for it. */
  slowReaderMs: 30_000,
  /** How often each socket is pinged; one that has not answered by the next time is gone. */
  heartbeatMs: 20_000,
  /** Frames a connection may send, sustained per second and in one burst. */
  framesPerSecond: 200,
  frameBurst: 1_000,
  /** The same for all connections of one person together. */
  personFramesPerSecond: 600,
  personFrameBurst: 3_000,
  /** The window in which edits of all boards are gathered into one commit. */
  commitWindowMs: 5,
  /** Sync sockets of one server, and those of them from one address (a workshop of two hundred sits behind one, and a
   * proxy that is not on this machine is one), of one person and on one board. */
  maxSockets: 5_000,
  maxSocketsPerAddress: 2_000,
  maxSocketsPerPerson: 200,
  maxSocketsPerBoard: 1_000,
  /** New people from one address. */
  maxGuestsPerAddressAndHour: 2_000,
  /** Boards that one person made and that are there, or can be brought back. */
  maxBoardsPerPerson: 1_000,
  /** Boards in memory of one server. */
  maxLiveBoards: 2_000,
  /** A board's document, encoded as one update, and its structs: what it takes in memory is some twelve times the first, and
   * some 200 bytes for each of the second. A full board can be opened, exported, moved about in and made smaller. */
  maxBoardBytes: 64 * 1024 * 1024,
  maxBoardStructs: 2_000_000,
  /** How long a board without connections stays loaded. */
  boardIdleMs: 60_000,
  maxAssetBytes: 10 * 1024 * 1024,
  /** All images of one board. */
  maxAssetBytesPerBoard: 512 * 1024 * 1024,
  /** A file that is brought in, with all that lies inside. */
  maxImportBytes: 32 * 1024 * 1024,
  /** Pictures that are taken from one file. */
  maxImportedImages: 200,
  /** All pictures inside one file that is given out; what comes to more stays at its address. */
  maxExportedImageBytes: 22 * 1024 * 1024,
  maxNameLength: 60,
  maxTitleLength: 120,
  /** What a person says of their own part: each of it, all of it on one board, and the sentence to be known by. */
  maxStatementLength: 2_000,
  maxStatementsPerPerson: 200,
  maxSentenceLength: 200,
  /** Moments of one board, and answers of one person on it. */
  maxMomentsPerBoard: 1_000,
  maxAnswersPerPerson: 500,
  /** Of one person on one board: parts that are kept as they were, and offers that were made, answered or not. */
  maxFrozenPartsPerPerson: 10,
  maxOffersPerPerson: 200,
  /** Whoever was removed from a board can take their part along for this long. */
  removedExportMs: 30 * 24 * 60 * 60 * 1000,
  /** Whoever leads a look back and is not heard of for this long has left. */
  lookBackSilenceMs: 20_000,
  /** Whoever opens a board after so long is told what happened since. */
  absenceMs: 10 * 60 * 1000,
  /** A deleted board can be brought back for this long. */
  undeleteMs: 30 * 24 * 60 * 60 * 1000,
  shortCodeLifeMs: 24 * 60 * 60 * 1000,
  handoverLifeMs: 10 * 60 * 1000,
} as const;

/** The same limits with values of one's own: what a configuration or a test lowers or raises. */
export type Limits = { readonly [K in keyof typeof LIMITS]: number };
