/** Where each document lies: the only place that spells a path. A namespace, so that pages bring only the paths that they use. */
export * as paths from './document-paths.ts';

/** Names in the object store. A turn's objects are new ones each time and are never overwritten. */
export const objects = {
  /** All of a session's objects. */
  sessionPrefix: (sessionId: string) => `${sessionId}/`,
  runPrefix: (sessionId: string, runId: string) => `${sessionId}/${runId}/`,
  workspace: (sessionId: string, runId: string, turn: number) => `${sessionId}/${runId}/${String(turn)}.tar.gz`,
  /** The workspace that a fork begins with, and all that was unpacked of it: no run left them. */
  forkPrefix: (sessionId: string) => `${sessionId}/fork/`,
  forkedWorkspace: (sessionId: string) => `${sessionId}/fork/0.tar.gz`,
  /** Claude's own session files of the same turn: no person can ever download them. */
  memory: (workspaceObject: string) => workspaceObject.replace(/\.tar\.gz$/, '.memory.tar.gz'),
  /** What a stored workspace holds, see `WorkspaceManifest`. */
  manifest: (workspaceObject: string) => workspaceObject.replace(/\.tar\.gz$/, '.manifest.json.gz'),
  /** A stored workspace with what lies beside it. */
  ofWorkspace: (workspaceObject: string): string[] => [workspaceObject, objects.memory(workspaceObject), objects.manifest(workspaceObject)],
  /** One file of a stored workspace, unpacked for whoever asked for it; it goes with the run's other leftovers. */
  fileCopy: (workspaceObject: string, sha256: string) => `${workspaceObject.replace(/\.tar\.gz$/, '.files')}/${sha256}`,
  /** The run that stored a workspace. */
  runOf: (workspaceObject: string) => workspaceObject.split('/')[1] ?? '',
  /** The whole of a reply too long for its document, as JSON `{content, parts}`. */
  reply: (sessionId: string, messageId: string) => `${sessionId}/replies/${messageId}.json`,
  /** An attachment as it came, before a run takes it into the workspace. */
  upload: (sessionId: string, uploadId: string) => `${sessionId}/uploads/${uploadId}`,
  /** An agent's own file. It is found by its document only, so that of a person who is gone no name is left. */
  referenceFile: (id: string) => `agent-files/${id}`,
  exports: 'exports/',
  exportPrefix: (uid: string) => `exports/${uid}/`,
  /** An archive of all data of one person; the name says when it was begun, for the sweep. */
  accountExport: (uid: string, begun: Date) => `exports/${uid}/${String(begun.getTime())}.zip`,
} as const;
