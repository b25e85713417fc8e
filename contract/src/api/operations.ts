import { accountApi } from './accounts.ts';
import { adminApi } from './admin.ts';
import { agentFileApi } from './agent-files.ts';
import { agentTestApi } from './agent-tests.ts';
import { agentApi } from './agents.ts';
import { attachmentApi } from './attachments.ts';
import { betaApi } from './beta.ts';
import { dashboardApi } from './dashboard.ts';
import { figuresApi } from './figures.ts';
import { fileApi } from './files.ts';
import { measurementApi } from './measurements.ts';
import { messageApi } from './messages.ts';
import type { Operation } from './operation.ts';
import { platformApi } from './platform.ts';
import { sessionApi } from './sessions.ts';
import { shareApi } from './shares.ts';

/** The whole HTTP API, by chapter. Handlers, the OpenAPI document and its page are made from this. */
export const API: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  accounts: accountApi,
  beta: betaApi,
  agents: agentApi,
  'agent-tests': agentTestApi,
  'agent-files': agentFileApi,
  dashboard: dashboardApi,
  sessions: sessionApi,
  files: fileApi,
  shares: shareApi,
  messages: messageApi,
  attachments: attachmentApi,
  admin: adminApi,
  figures: figuresApi,
  measurements: measurementApi,
  platform: platformApi,
};
