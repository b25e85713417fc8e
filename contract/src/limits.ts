/** How long the words to look for may be, in UTF-16 units. */
export const MAX_SEARCH_LENGTH = 200;

/** Attachments: bytes of one, how many a question carries, and how many a person may bring in a day. */
export const ATTACHMENT_LIMITS = { bytes: 20 * 1024 * 1024, per_message: 10, per_day: 200 } as const;

/** The longest id of a model, in UTF-16 units. */
export const MAX_MODEL_ID = 100;

/** What a workspace may hold. */
export const WORKSPACE_LIMITS = {
  bytes: 200 * 1024 * 1024,
  /** Files and links. */
  files: 5000,
  folders: 5000,
  file_bytes: 50 * 1024 * 1024,
  /** One path, in UTF-8. */
  path_bytes: 1024,
} as const;

/** A stored workspace: what cannot be packed grows a little, and every file has a header. */
export const ARCHIVE_LIMIT_BYTES = WORKSPACE_LIMITS.bytes + 16 * 1024 * 1024;

/** A workspace's manifest, before it is packed: far above what 5000 files with names of an ordinary length need. */
export const MANIFEST_LIMIT_BYTES = 8 * 1024 * 1024;

/** Claude's own session files; far above what a long conversation needs. */
export const MEMORY_LIMIT_BYTES = 64 * 1024 * 1024;

/** The bounds of a run's life, in milliseconds. */
export const RUN_LIMITS = {
  /** From being named to the first launch: a full region makes runs wait. */
  queue: 30 * 60 * 1000,
  /** From the first launch to `claim`. */
  launch: 180_000,
  /** How long a claimed run is believed without a sign of life. */
  lease: 30_000,
  /** Granted once to a silent run whose execution still runs. */
  grace: 15_000,
  heartbeatInTurn: 2_000,
  heartbeatIdle: 10_000,
  /** How long the runner has to end a turn that is to stop. */
  stop: 5_000,
  /** A claim is answered again to the same process for this long. */
  claimRepeat: 120_000,
  /** No new turn begins in a run older than this. */
  age: 5 * 60 * 60 * 1000,
  /** How often an unclaimed execution is looked at. */
  launchWatch: 5_000,
  /** After a run's end, when what it left unreferenced is deleted; later than any signed URL lives, which is a turn's limit and 15 minutes. */
  collect: 24 * 60 * 60 * 1000,
  /** How long a page that reported itself visible counts as watching. */
  presence: 45_000,
  /** How long chunks stay after their reply took over. */
  chunkLife: 24 * 60 * 60 * 1000,
  /** How long a signed URL is good for. */
  signedUrl: 15 * 60 * 1000,
} as const;

/**
 * No run lives longer, however its job is set: Cloud Run lets no task. Beside the others because a page needs it without them.
 * https://docs.cloud.google.com/run/docs/configuring/task-timeout
 */
export const LONGEST_RUN_MS = 7 * 24 * 60 * 60 * 1000;

/** Work that took longer since it was asked for is long: its person went on to something else. In milliseconds. */
export const LONG_WORK_MS = 5 * 60 * 1000;

/** Runs in a row that may end before their first turn; then the session's questions fail with `launch_failed`. */
export const MAX_FAILED_LAUNCHES = 2;

/** A reply's document holds at most this many bytes of UTF-8. */
export const MAX_REPLY_BYTES = 700 * 1024;
