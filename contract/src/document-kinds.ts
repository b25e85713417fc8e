import * as z from 'zod';
import { AccountDeletionDocument, AccountExportDocument, DeletedSessionDocument, DeletionTraceDocument } from './account.ts';
import { ProposalDocument } from './agent-proposal.ts';
import { AgentTestsDocument, TestRunDocument } from './agent-test.ts';
import { AgentVersionDocument } from './agent-version.ts';
import { AgentDocument } from './agent.ts';
import { AskDocument } from './ask.ts';
import { ForksDocument } from './begun-forks.ts';
import { ApplicantDocument, ApplicationDocument, AuditDocument, DecisionLinkDocument } from './beta.ts';
import { MailDocument } from './mail.ts';
import { ChunkDocument, QuestionDocument, ReplyDocument } from './message.ts';
import { OperationsDocument } from './operation-hour.ts';
import { PresenceDocument } from './presence.ts';
import { ReferenceFileDocument } from './reference-upload.ts';
import { RunBudgetDocument, RunDocument, RunSecretDocument } from './run.ts';
import { SessionDocument, SessionDraftDocument } from './session.ts';
import { PlatformSettings, withDefaults } from './settings.ts';
import { ShareDocument } from './share.ts';
import { StatsDocument } from './stats.ts';
import { UploadDocument } from './upload.ts';
import { UsageDocument } from './usage-counter.ts';
import { UserDocument } from './user.ts';
import { WarmRunsDocument } from './warm.ts';

/** Where documents of one kind lie, `{…}` standing for an id, and what each of them satisfies. */
export type DocumentKind = { place: string; schema: z.ZodType };

/** Every kind of document that there is. Of two that a path fits, the first is meant. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  { place: 'account_deletions/{uid}', schema: AccountDeletionDocument },
  { place: 'account_deletions/{uid}/traces/{id}', schema: DeletionTraceDocument },
  { place: 'account_exports/{uid}', schema: AccountExportDocument },
  { place: 'agent_files/{id}', schema: ReferenceFileDocument },
  { place: 'agents/{agent}', schema: AgentDocument },
  { place: 'agents/{agent}/test_runs/{id}', schema: TestRunDocument },
  { place: 'agents/{agent}/tests/all', schema: AgentTestsDocument },
  { place: 'agents/{agent}/versions/{version}', schema: AgentVersionDocument },
  { place: 'applicants/{google_id_hash}', schema: ApplicantDocument },
  { place: 'audit/{id}', schema: AuditDocument },
  { place: 'beta_applications/{uid}', schema: ApplicationDocument },
  { place: 'decision_links/{token_hash}', schema: DecisionLinkDocument },
  { place: 'deleted_sessions/{session}', schema: DeletedSessionDocument },
  { place: 'forks/{uid}', schema: ForksDocument },
  { place: 'mail/{id}', schema: MailDocument },
  { place: 'operations/{day}_{shard}', schema: OperationsDocument },
  { place: 'person_presence/{uid}', schema: PresenceDocument },
  { place: 'presence/{session}', schema: PresenceDocument },
  { place: 'run_budgets/{run}', schema: RunBudgetDocument },
  { place: 'run_secrets/{run}', schema: RunSecretDocument },
  { place: 'runs/{run}', schema: RunDocument },
  { place: 'sessions/{session}', schema: SessionDocument },
  { place: 'sessions/{session}/drafts/agent', schema: SessionDraftDocument },
  { place: 'sessions/{session}/messages/{message}.reply', schema: ReplyDocument },
  { place: 'sessions/{session}/messages/{message}', schema: QuestionDocument },
  { place: 'sessions/{session}/messages/{message}.reply/asks/{id}', schema: AskDocument },
  { place: 'sessions/{session}/messages/{message}.reply/chunks/{seq}', schema: ChunkDocument },
  { place: 'sessions/{session}/messages/{message}.reply/proposals/{id}', schema: ProposalDocument },
  { place: 'settings/platform', schema: z.preprocess(withDefaults, PlatformSettings) },
  { place: 'shares/{token_hash}', schema: ShareDocument },
  { place: 'stats/{uid}', schema: StatsDocument },
  { place: 'uploads/{id}', schema: UploadDocument },
  { place: 'usage/agents/days/{agent}_{day}', schema: UsageDocument },
  { place: 'usage/people/days/{uid}_{day}', schema: UsageDocument },
  { place: 'usage/platform/months/{month}', schema: UsageDocument },
  { place: 'usage/platform/months/{month}/shards/{shard}', schema: UsageDocument },
  { place: 'users/{uid}', schema: UserDocument },
  { place: 'warm_runs/{uid}', schema: WarmRunsDocument },
];

const pattern = (place: string): RegExp => new RegExp(`^${place.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** What the document at a path is; null where no document of this project lies there. */
export const documentKind = (path: string): DocumentKind | null => DOCUMENT_KINDS.find(({ place }) => pattern(place).test(path)) ?? null;
