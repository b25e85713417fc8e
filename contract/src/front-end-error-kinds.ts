/** The names of errors that are told apart: the language's, the browser's, ours. */
export const ERROR_NAMES = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AbortError',
  'DataCloneError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotSupportedError',
  'QuotaExceededError',
  'SecurityError',
  'TimeoutError',
  'ApiError',
  'FirebaseError',
  'ZodError',
  'other',
] as const;

/** What an error's message comes to: its own words may hold what somebody wrote, so of each only its kind is sent. */
export const ERROR_KINDS = [
  /** Something was read or called that is not there. */
  'missing',
  'too_deep',
  'unreadable',
  /** A part of the pages did not come: the connection is gone, or a deployment replaced it. */
  'part_lost',
  'offline',
  'broken_off',
  'no_room',
  'not_allowed',
  'layout_loop',
  /** The browser hides what happened in a script of somebody else. */
  'hidden',
  'other',
] as const;

/** How much of what went wrong is taken: of one page, and of each fault's way there. */
export const MAX_ERRORS_OF_PAGE = 5;
export const MAX_FRAMES = 8;

/** Where in a script of ours: `file.js:line:column`. */
export const FRAME_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}\.js:[0-9]{1,7}:[0-9]{1,7}$/;
