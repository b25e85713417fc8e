import type { PlatformInfo } from '@oma/contract';
import type { AccountDeps } from '../accounts/account-deps.ts';
import type { MailQueueDeps } from '../mail/mail-deps.ts';
import type { StartTestRun, StopTestRun } from '../agent-tests/test-commands.ts';
import type { SettingsReader } from '../platform/settings-reader.ts';
import type {
  AnswerAsk,
  CloseSession,
  DeleteSession,
  RequestStop,
  RestoreSession,
  WarmSession,
  WithdrawQuestion,
} from '../sessions/session-commands.ts';
import type { TraceExporter } from '../traces/trace-exporter.ts';
import type { VerifyIdToken } from './person.ts';

/** What the HTTP API needs. Put together in compose.ts. */
export type ApiDeps = AccountDeps & {
  settings: SettingsReader;
  verifyIdToken: VerifyIdToken;
  platform: PlatformInfo;
  adminEmails: readonly string[];
  version: string;
  requestStop: RequestStop;
  withdrawQuestion: WithdrawQuestion;
  answerAsk: AnswerAsk;
  warmSession: WarmSession;
  closeSession: CloseSession;
  deleteSession: DeleteSession;
  restoreSession: RestoreSession;
  startTestRun: StartTestRun;
  stopTestRun: StopTestRun;
  traces: TraceExporter;
  /** Ends all that runs, when the platform is switched off. */
  endAllWork: () => Promise<void>;
  /** Made at its first use: most calls send no letter. */
  mailQueue: () => MailQueueDeps;
};

/** Bodies of the API are small; the longest is an agent's file, in Korean and quoted. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
