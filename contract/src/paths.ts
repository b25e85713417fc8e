import { chunkId, replyId } from './ids.ts';
import { budgetDay, budgetMonth } from './time.ts';

/** Where each document lies. The only place that spells a path. */
export const paths = {
  user: (uid: string) => `users/${uid}`,
  agent: (agentId: string) => `agents/${agentId}`,
  /** The tests of an agent; read by functions only. */
  agentTests: (agentId: string) => `agents/${agentId}/tests/all`,
  testRuns: (agentId: string) => `agents/${agentId}/test_runs`,
  testRun: (agentId: string, id: string) => `agents/${agentId}/test_runs/${id}`,
  agentVersion: (agentId: string, version: number) => `agents/${agentId}/versions/${String(version)}`,
  agentVersions: (agentId: string) => `agents/${agentId}/versions`,
  sessions: 'sessions',
  session: (sessionId: string) => `sessions/${sessionId}`,
  /** The agent that is being written beside a test; read by functions only. */
  sessionDraft: (sessionId: string) => `sessions/${sessionId}/drafts/agent`,
  messages: (sessionId: string) => `sessions/${sessionId}/messages`,
  question: (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${messageId}`,
  reply: (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}`,
  chunks: (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/chunks`,
  chunk: (sessionId: string, messageId: string, seq: number) =>
    `sessions/${sessionId}/messages/${replyId(messageId)}/chunks/${chunkId(seq)}`,
  asks: (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/asks`,
  ask: (sessionId: string, messageId: string, askId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/asks/${askId}`,
  proposals: (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/proposals`,
  proposal: (sessionId: string, messageId: string, proposalId: string) =>
    `sessions/${sessionId}/messages/${replyId(messageId)}/proposals/${proposalId}`,
  run: (runId: string) => `runs/${runId}`,
  runSecret: (runId: string) => `run_secrets/${runId}`,
  /** Whether a page of the session is open and visible; read by functions only. */
  presence: (sessionId: string) => `presence/${sessionId}`,
  /** Whether any page of the person is open and visible; read by functions only. */
  personPresence: (uid: string) => `person_presence/${uid}`,
  peopleDays: 'usage/people/days',
  agentDays: 'usage/agents/days',
  /** The runs that were begun for a person before a question; read by functions only. */
  warmRuns: (uid: string) => `warm_runs/${uid}`,
  /** The forks that a person had begun of late; read by functions only. */
  forks: (uid: string) => `forks/${uid}`,
  personDay: (uid: string, at: Date) => `usage/people/days/${uid}_${budgetDay(at)}`,
  agentDay: (agentId: string, at: Date) => `usage/agents/days/${agentId}_${budgetDay(at)}`,
  platformMonth: (at: Date) => `usage/platform/months/${budgetMonth(at)}`,
  platformMonthShard: (at: Date, shard: number) => `usage/platform/months/${budgetMonth(at)}/shards/${String(shard)}`,
  /** How a day of the platform went. */
  operations: (at: Date, shard: number) => `operations/${budgetDay(at)}_${String(shard)}`,
  /** A person's statistics; read by functions only. */
  stats: (uid: string) => `stats/${uid}`,
  application: (uid: string) => `beta_applications/${uid}`,
  applicant: (googleIdHash: string) => `applicants/${googleIdHash}`,
  decisionLink: (tokenHash: string) => `decision_links/${tokenHash}`,
  mail: (mailId: string) => `mail/${mailId}`,
  /** What a run has reserved of the budgets; read by functions only. */
  runBudget: (runId: string) => `run_budgets/${runId}`,
  /** A link by which anybody reads a conversation; read by functions only. */
  share: (tokenHash: string) => `shares/${tokenHash}`,
  settings: 'settings/platform',
  audit: (id: string) => `audit/${id}`,
  /** An attachment of a question. */
  upload: (id: string) => `uploads/${id}`,
  /** An agent's own file; read by functions only. */
  referenceFile: (id: string) => `agent_files/${id}`,
  accountExport: (uid: string) => `account_exports/${uid}`,
  accountDeletion: (uid: string) => `account_deletions/${uid}`,
  deletionTraces: (uid: string) => `account_deletions/${uid}/traces`,
  deletionTrace: (uid: string, id: string) => `account_deletions/${uid}/traces/${id}`,
  deletedSession: (sessionId: string) => `deleted_sessions/${sessionId}`,
} as const;

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
