/** Which limit a workspace passes; `time`: what saving it may take. With `path`: the file or name that passes it. */
export type FullWorkspace = { limit: 'files' | 'folders' | 'bytes' | 'time' } | { limit: 'file_bytes' | 'path' | 'place'; path: string };

const MOST_OF_PATH = 200;

const SENTENCES = {
  files: 'the workspace holds more files than it may',
  folders: 'the workspace holds more folders than it may',
  bytes: 'the workspace is larger than it may be',
  time: 'saving the workspace took longer than it may',
  file_bytes: 'a file is larger than one may be: ',
  path: 'a path is longer than one may be: ',
  place: 'a path leads out of the workspace: ',
} as const;

/** The `detail` of a `workspace_full`. A long path is cut. */
export const describeFullWorkspace = (full: FullWorkspace): string =>
  SENTENCES[full.limit] + ('path' in full ? Array.from(full.path.toWellFormed()).slice(0, MOST_OF_PATH).join('') : '');

/** What `describeFullWorkspace` was given; null for any other text. */
export function readFullWorkspace(detail: string): FullWorkspace | null {
  for (const limit of ['files', 'folders', 'bytes', 'time'] as const) if (detail === SENTENCES[limit]) return { limit };
  for (const limit of ['file_bytes', 'path', 'place'] as const)
    if (detail.startsWith(SENTENCES[limit])) return { limit, path: detail.slice(SENTENCES[limit].length) };
  return null;
}
