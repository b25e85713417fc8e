import { chunkId, replyId } from './ids.ts';
import { budgetDay, budgetMonth } from './time.ts';

export const user = (uid: string) => `users/${uid}`;
export const agent = (agentId: string) => `agents/${agentId}`;
/** The tests of an agent; read by functions only. */
export const agentTests = (agentId: string) => `agents/${agentId}/tests/all`;
export const testRuns = (agentId: string) => `agents/${agentId}/test_runs`;
export const testRun = (agentId: string, id: string) => `agents/${agentId}/test_runs/${id}`;
export const agentVersion = (agentId: string, version: number) => `agents/${agentId}/versions/${String(version)}`;
export const agentVersions = (agentId: string) => `agents/${agentId}/versions`;
export const sessions = 'sessions';
export const session = (sessionId: string) => `sessions/${sessionId}`;
/** The agent that is being written beside a test; read by functions only. */
export const sessionDraft = (sessionId: string) => `sessions/${sessionId}/drafts/agent`;
export const messages = (sessionId: string) => `sessions/${sessionId}/messages`;
export const question = (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${messageId}`;
export const reply = (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}`;
export const chunks = (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/chunks`;
export const chunk = (sessionId: string, messageId: string, seq: number) =>
  `sessions/${sessionId}/messages/${replyId(messageId)}/chunks/${chunkId(seq)}`;
export const asks = (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/asks`;
export const ask = (sessionId: string, messageId: string, askId: string) =>
  `sessions/${sessionId}/messages/${replyId(messageId)}/asks/${askId}`;
export const proposals = (sessionId: string, messageId: string) => `sessions/${sessionId}/messages/${replyId(messageId)}/proposals`;
export const proposal = (sessionId: string, messageId: string, proposalId: string) =>
  `sessions/${sessionId}/messages/${replyId(messageId)}/proposals/${proposalId}`;
export const run = (runId: string) => `runs/${runId}`;
export const runSecret = (runId: string) => `run_secrets/${runId}`;
/** Whether a page of the session is open and visible; read by functions only. */
export const presence = (sessionId: string) => `presence/${sessionId}`;
/** Whether any page of the person is open and visible; read by functions only. */
export const personPresence = (uid: string) => `person_presence/${uid}`;
export const peopleDays = 'usage/people/days';
export const agentDays = 'usage/agents/days';
/** The runs that were begun for a person before a question; read by functions only. */
export const warmRuns = (uid: string) => `warm_runs/${uid}`;
/** The forks that a person had begun of late; read by functions only. */
export const forks = (uid: string) => `forks/${uid}`;
export const personDay = (uid: string, at: Date) => `usage/people/days/${uid}_${budgetDay(at)}`;
export const agentDay = (agentId: string, at: Date) => `usage/agents/days/${agentId}_${budgetDay(at)}`;
export const platformMonth = (at: Date) => `usage/platform/months/${budgetMonth(at)}`;
export const platformMonthShard = (at: Date, shard: number) => `usage/platform/months/${budgetMonth(at)}/shards/${String(shard)}`;
/** How a day of the platform went. */
export const operations = (at: Date, shard: number) => `operations/${budgetDay(at)}_${String(shard)}`;
/** A person's statistics; read by functions only. */
export const stats = (uid: string) => `stats/${uid}`;
export const application = (uid: string) => `beta_applications/${uid}`;
export const applicant = (googleIdHash: string) => `applicants/${googleIdHash}`;
export const decisionLink = (tokenHash: string) => `decision_links/${tokenHash}`;
export const mail = (mailId: string) => `mail/${mailId}`;
/** What a run has reserved of the budgets; read by functions only. */
export const runBudget = (runId: string) => `run_budgets/${runId}`;
/** A link by which anybody reads a conversation; read by functions only. */
export const share = (tokenHash: string) => `shares/${tokenHash}`;
export const settings = 'settings/platform';
export const audit = (id: string) => `audit/${id}`;
/** An attachment of a question. */
export const upload = (id: string) => `uploads/${id}`;
/** An agent's own file; read by functions only. */
export const referenceFile = (id: string) => `agent_files/${id}`;
export const accountExport = (uid: string) => `account_exports/${uid}`;
export const accountDeletion = (uid: string) => `account_deletions/${uid}`;
export const deletionTraces = (uid: string) => `account_deletions/${uid}/traces`;
export const deletionTrace = (uid: string, id: string) => `account_deletions/${uid}/traces/${id}`;
export const deletedSession = (sessionId: string) => `deleted_sessions/${sessionId}`;
