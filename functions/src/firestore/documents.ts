import {
  AccountDeletionDocument,
  AccountExportDocument,
  AgentDocument,
  AgentTestsDocument,
  AgentVersionDocument,
  ApplicantDocument,
  ApplicationDocument,
  AskDocument,
  AuditDocument,
  ChunkDocument,
  DecisionLinkDocument,
  DeletedSessionDocument,
  DeletionTraceDocument,
  type FeedbackValue,
  ForksDocument,
  MailDocument,
  OperationsDocument,
  paths,
  PresenceDocument,
  ProposalDocument,
  QuestionDocument,
  ReferenceFileDocument,
  ReplyDocument,
  RunBudgetDocument,
  RunDocument,
  RunSecretDocument,
  SessionDocument,
  SessionDraftDocument,
  ShareDocument,
  StatsDocument,
  TestRunDocument,
  UploadDocument,
  UsageDocument,
  UserDocument,
  WarmRunsDocument,
} from '@oma/contract';
import {
  type CollectionReference,
  type DocumentReference,
  type Firestore,
  type FirestoreDataConverter,
  type Query,
  Timestamp,
} from '@google-cloud/firestore';
import type * as z from 'zod';

/**
 * Reads parse: what comes out of a typed reference satisfies the contract's schema, with Dates for Timestamps.
 * Writes pass through: the type is the check, and Firestore stores a Date as a Timestamp.
 */
function converter<T extends object>(schema: z.ZodType<T>): FirestoreDataConverter<T> {
  return {
    toFirestore: (data) => ({ ...data }),
    fromFirestore: (snapshot) => {
      const parsed = schema.safeParse(withDates(snapshot.data()));
      if (parsed.success) return parsed.data;
      const where = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`).join(', ');
      throw new Error(`${snapshot.ref.path} does not match its schema: ${where}`);
    },
  };
}

function withDates(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof Timestamp) return value.toDate();
  if (Array.isArray(value)) return value.map(withDates);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDates(item)]));
}

const user = converter(UserDocument);
const agent = converter(AgentDocument);
const agentVersion = converter(AgentVersionDocument);
const agentTests = converter(AgentTestsDocument);
const testRun = converter(TestRunDocument);
const session = converter(SessionDocument);
const sessionDraft = converter(SessionDraftDocument);
const question = converter(QuestionDocument);
const reply = converter(ReplyDocument);
const chunk = converter(ChunkDocument);
const run = converter(RunDocument);
const runSecret = converter(RunSecretDocument);
const applicant = converter(ApplicantDocument);
const application = converter(ApplicationDocument);
const ask = converter(AskDocument);
const proposal = converter(ProposalDocument);
const audit = converter(AuditDocument);
const runBudget = converter(RunBudgetDocument);
const stats = converter(StatsDocument);
const usage = converter(UsageDocument);
const operations = converter(OperationsDocument);
const mail = converter(MailDocument);
const decisionLink = converter(DecisionLinkDocument);
const accountExport = converter(AccountExportDocument);
const accountDeletion = converter(AccountDeletionDocument);
const deletionTrace = converter(DeletionTraceDocument);
const deletedSession = converter(DeletedSessionDocument);
const upload = converter(UploadDocument);
const referenceFile = converter(ReferenceFileDocument);
const share = converter(ShareDocument);
const presence = converter(PresenceDocument);
const warmRuns = converter(WarmRunsDocument);
const forks = converter(ForksDocument);

/** Typed references to every document: the only place that attaches schemas to paths. */
export class Documents {
  readonly firestore: Firestore;

  constructor(firestore: Firestore) {
    this.firestore = firestore;
  }

  user(uid: string): DocumentReference<UserDocument> {
    return this.firestore.doc(paths.user(uid)).withConverter(user);
  }
  users(): CollectionReference<UserDocument> {
    return this.firestore.collection('users').withConverter(user);
  }
  applications(): CollectionReference<ApplicationDocument> {
    return this.firestore.collection('beta_applications').withConverter(application);
  }
  applicant(googleIdHash: string): DocumentReference<ApplicantDocument> {
    return this.firestore.doc(paths.applicant(googleIdHash)).withConverter(applicant);
  }
  application(uid: string): DocumentReference<ApplicationDocument> {
    return this.firestore.doc(paths.application(uid)).withConverter(application);
  }
  audits(): CollectionReference<AuditDocument> {
    return this.firestore.collection('audit').withConverter(audit);
  }
  audit(id: string): DocumentReference<AuditDocument> {
    return this.firestore.doc(paths.audit(id)).withConverter(audit);
  }
  /** The days of all people, each with its `uid` and `day`. */
  peopleDays(): CollectionReference<UsageDocument> {
    return this.firestore.collection(paths.peopleDays).withConverter(usage);
  }
  agents(): CollectionReference<AgentDocument> {
    return this.firestore.collection('agents').withConverter(agent);
  }
  agent(agentId: string): DocumentReference<AgentDocument> {
    return this.firestore.doc(paths.agent(agentId)).withConverter(agent);
  }
  agentVersions(agentId: string): CollectionReference<AgentVersionDocument> {
    return this.firestore.collection(paths.agentVersions(agentId)).withConverter(agentVersion);
  }
  agentVersion(agentId: string, version: number): DocumentReference<AgentVersionDocument> {
    return this.firestore.doc(paths.agentVersion(agentId, version)).withConverter(agentVersion);
  }
  agentTests(agentId: string): DocumentReference<AgentTestsDocument> {
    return this.firestore.doc(paths.agentTests(agentId)).withConverter(agentTests);
  }
  testRuns(agentId: string): CollectionReference<TestRunDocument> {
    return this.firestore.collection(paths.testRuns(agentId)).withConverter(testRun);
  }
  testRun(agentId: string, id: string): DocumentReference<TestRunDocument> {
    return this.firestore.doc(paths.testRun(agentId, id)).withConverter(testRun);
  }
  /** The runs of tests of all agents of which something is still to come. */
  openTestRuns(): Query<TestRunDocument> {
    return this.firestore.collectionGroup('test_runs').where('is_open', '==', true).withConverter(testRun);
  }
  stats(uid: string): DocumentReference<StatsDocument> {
    return this.firestore.doc(paths.stats(uid)).withConverter(stats);
  }
  sessions(): CollectionReference<SessionDocument> {
    return this.firestore.collection('sessions').withConverter(session);
  }
  session(sessionId: string): DocumentReference<SessionDocument> {
    return this.firestore.doc(paths.session(sessionId)).withConverter(session);
  }
  sessionDraft(sessionId: string): DocumentReference<SessionDraftDocument> {
    return this.firestore.doc(paths.sessionDraft(sessionId)).withConverter(sessionDraft);
  }
  question(sessionId: string, messageId: string): DocumentReference<QuestionDocument> {
    return this.firestore.doc(paths.question(sessionId, messageId)).withConverter(question);
  }
  /** The answers of all sessions that somebody gave feedback on, newest feedback first. */
  feedback(values: readonly FeedbackValue[]): Query<ReplyDocument> {
    return this.firestore
      .collectionGroup('messages')
      .where('feedback.value', 'in', values)
      .orderBy('feedback.at', 'desc')
      .withConverter(reply);
  }
  /** The answers of one session, also those that stream. */
  replies(sessionId: string): Query<ReplyDocument> {
    return this.firestore.collection(paths.messages(sessionId)).where('role', '==', 'assistant').withConverter(reply);
  }
  /** Every question of one session, in the order they were asked. */
  questions(sessionId: string): Query<QuestionDocument> {
    return this.firestore
      .collection(paths.messages(sessionId))
      .where('role', '==', 'user')
      .orderBy('created_at')
      .orderBy('__name__')
      .withConverter(question);
  }
  /** The same, newest first. */
  newestQuestions(sessionId: string): Query<QuestionDocument> {
    return this.firestore
      .collection(paths.messages(sessionId))
      .where('role', '==', 'user')
      .orderBy('created_at', 'desc')
      .orderBy('__name__', 'desc')
      .withConverter(question);
  }
  /** Waiting questions of one session, in the order they are answered. */
  queuedQuestions(sessionId: string): Query<QuestionDocument> {
    return this.firestore
      .collection(paths.messages(sessionId))
      .where('status', '==', 'queued')
      .orderBy('created_at')
      .orderBy('__name__')
      .withConverter(question);
  }
  /** The waiting questions of all sessions, the oldest first. */
  waitingQuestions(): Query<QuestionDocument> {
    return this.firestore.collectionGroup('messages').where('status', '==', 'queued').orderBy('created_at').withConverter(question);
  }
  reply(sessionId: string, messageId: string): DocumentReference<ReplyDocument> {
    return this.firestore.doc(paths.reply(sessionId, messageId)).withConverter(reply);
  }
  chunks(sessionId: string, messageId: string): CollectionReference<ChunkDocument> {
    return this.firestore.collection(paths.chunks(sessionId, messageId)).withConverter(chunk);
  }
  chunk(sessionId: string, messageId: string, seq: number): DocumentReference<ChunkDocument> {
    return this.firestore.doc(paths.chunk(sessionId, messageId, seq)).withConverter(chunk);
  }
  proposals(sessionId: string, messageId: string): CollectionReference<ProposalDocument> {
    return this.firestore.collection(paths.proposals(sessionId, messageId)).withConverter(proposal);
  }
  proposal(sessionId: string, messageId: string, proposalId: string): DocumentReference<ProposalDocument> {
    return this.firestore.doc(paths.proposal(sessionId, messageId, proposalId)).withConverter(proposal);
  }
  asks(sessionId: string, messageId: string): CollectionReference<AskDocument> {
    return this.firestore.collection(paths.asks(sessionId, messageId)).withConverter(ask);
  }
  ask(sessionId: string, messageId: string, askId: string): DocumentReference<AskDocument> {
    return this.firestore.doc(paths.ask(sessionId, messageId, askId)).withConverter(ask);
  }
  runs(): CollectionReference<RunDocument> {
    return this.firestore.collection('runs').withConverter(run);
  }
  run(runId: string): DocumentReference<RunDocument> {
    return this.firestore.doc(paths.run(runId)).withConverter(run);
  }
  runSecret(runId: string): DocumentReference<RunSecretDocument> {
    return this.firestore.doc(paths.runSecret(runId)).withConverter(runSecret);
  }
  /** What is kept of a run apart from it, and goes with it. */
  besideRun(runId: string): DocumentReference[] {
    return [this.runSecret(runId), this.runBudget(runId)];
  }
  runBudget(runId: string): DocumentReference<RunBudgetDocument> {
    return this.firestore.doc(paths.runBudget(runId)).withConverter(runBudget);
  }
  mails(): CollectionReference<MailDocument> {
    return this.firestore.collection('mail').withConverter(mail);
  }
  mail(mailId: string): DocumentReference<MailDocument> {
    return this.firestore.doc(paths.mail(mailId)).withConverter(mail);
  }
  decisionLink(tokenHash: string): DocumentReference<DecisionLinkDocument> {
    return this.firestore.doc(paths.decisionLink(tokenHash)).withConverter(decisionLink);
  }
  decisionLinks(): CollectionReference<DecisionLinkDocument> {
    return this.firestore.collection('decision_links').withConverter(decisionLink);
  }
  accountExports(): CollectionReference<AccountExportDocument> {
    return this.firestore.collection('account_exports').withConverter(accountExport);
  }
  accountExport(uid: string): DocumentReference<AccountExportDocument> {
    return this.firestore.doc(paths.accountExport(uid)).withConverter(accountExport);
  }
  accountDeletions(): CollectionReference<AccountDeletionDocument> {
    return this.firestore.collection('account_deletions').withConverter(accountDeletion);
  }
  accountDeletion(uid: string): DocumentReference<AccountDeletionDocument> {
    return this.firestore.doc(paths.accountDeletion(uid)).withConverter(accountDeletion);
  }
  deletionTraces(uid: string): CollectionReference<DeletionTraceDocument> {
    return this.firestore.collection(paths.deletionTraces(uid)).withConverter(deletionTrace);
  }
  deletionTrace(uid: string, id: string): DocumentReference<DeletionTraceDocument> {
    return this.firestore.doc(paths.deletionTrace(uid, id)).withConverter(deletionTrace);
  }
  deletedSessions(): CollectionReference<DeletedSessionDocument> {
    return this.firestore.collection('deleted_sessions').withConverter(deletedSession);
  }
  deletedSession(sessionId: string): DocumentReference<DeletedSessionDocument> {
    return this.firestore.doc(paths.deletedSession(sessionId)).withConverter(deletedSession);
  }
  uploads(): CollectionReference<UploadDocument> {
    return this.firestore.collection('uploads').withConverter(upload);
  }
  upload(id: string): DocumentReference<UploadDocument> {
    return this.firestore.doc(paths.upload(id)).withConverter(upload);
  }
  referenceFiles(): CollectionReference<ReferenceFileDocument> {
    return this.firestore.collection('agent_files').withConverter(referenceFile);
  }
  referenceFile(id: string): DocumentReference<ReferenceFileDocument> {
    return this.firestore.doc(paths.referenceFile(id)).withConverter(referenceFile);
  }
  personPresence(uid: string): DocumentReference<PresenceDocument> {
    return this.firestore.doc(paths.personPresence(uid)).withConverter(presence);
  }
  shares(): CollectionReference<ShareDocument> {
    return this.firestore.collection('shares').withConverter(share);
  }
  share(tokenHash: string): DocumentReference<ShareDocument> {
    return this.firestore.doc(paths.share(tokenHash)).withConverter(share);
  }
  presence(sessionId: string): DocumentReference<PresenceDocument> {
    return this.firestore.doc(paths.presence(sessionId)).withConverter(presence);
  }
  warmRuns(uid: string): DocumentReference<WarmRunsDocument> {
    return this.firestore.doc(paths.warmRuns(uid)).withConverter(warmRuns);
  }
  forks(uid: string): DocumentReference<ForksDocument> {
    return this.firestore.doc(paths.forks(uid)).withConverter(forks);
  }
  operationDays(): CollectionReference<OperationsDocument> {
    return this.firestore.collection('operations').withConverter(operations);
  }
  operations(at: Date, shard: number): DocumentReference<OperationsDocument> {
    return this.firestore.doc(paths.operations(at, shard)).withConverter(operations);
  }
  personDay(uid: string, at: Date): DocumentReference<UsageDocument> {
    return this.firestore.doc(paths.personDay(uid, at)).withConverter(usage);
  }
  /** The days of all agents; an id is the agent's, `_` and the day. */
  agentDays(): CollectionReference<UsageDocument> {
    return this.firestore.collection(paths.agentDays).withConverter(usage);
  }
  agentDay(agentId: string, at: Date): DocumentReference<UsageDocument> {
    return this.firestore.doc(paths.agentDay(agentId, at)).withConverter(usage);
  }
  platformMonth(at: Date): DocumentReference<UsageDocument> {
    return this.firestore.doc(paths.platformMonth(at)).withConverter(usage);
  }
  platformMonthShard(at: Date, shard: number): DocumentReference<UsageDocument> {
    return this.firestore.doc(paths.platformMonthShard(at, shard)).withConverter(usage);
  }
}
