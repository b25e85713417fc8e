import {
  type ClaimAnswer,
  DEFAULT_SETTINGS,
  newSession,
  newUser,
  type PlatformSettings,
  PROTOCOL_VERSION,
  type Result,
  type SessionKind,
  type TurnResult,
} from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Documents } from '../../src/firestore/documents.ts';
import type { LogFields } from '../../src/log.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import type { ExecutionState, LaunchFailure } from '../../src/runs/job-launcher.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { monthSpending } from '../../src/runs/month-spending.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import type { RunDeps } from '../../src/runs/run-deps.ts';
import type { Span } from '../../src/traces/span.ts';

type Task = { name: string; path: string; body: object; at: Date | null };

/** The transitions over the real Firestore emulator; Cloud Run, Cloud Tasks and the object store are second implementations of their ports that a test can look into. */
export type Harness = {
  deps: RunDeps;
  documents: Documents;
  uid: string;
  sessionId: string;
  /** The clock of the platform; tests move it. */
  clock: { now: Date; pass(ms: number): void };
  tasks: Task[];
  launches: { runId: string; claimCode: string }[];
  executions: Map<string, ExecutionState>;
  cancelled: string[];
  deletedObjects: string[];
  storedObjects: Set<string>;
  /** What objects hold that are read. */
  storedBytes: Map<string, Buffer>;
  /** What was told to whoever collects traces. */
  spans: Span[];
  logged: ({ event: string } & LogFields)[];
  /** What the next launch answers. */
  launchAnswer: { value: Result<null, LaunchFailure> };
  settings: { value: PlatformSettings | null };
  /** Writes a question as the browser does; answers its id. Does not ring the trigger. */
  write(content?: string, at?: Date): Promise<string>;
  /** Writes a question and delivers its trigger. */
  ask(content?: string): Promise<string>;
  /** Launches and claims the session's run as a runner process would. */
  start(): Promise<{ ref: RunRef; claim: ClaimAnswer; runId: string }>;
  /** The same platform and person, in a new session. */
  another(agentId?: string | null, kind?: SessionKind): Promise<Harness>;
  close(): Promise<void>;
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let counter = 0;
/** Ids in the order they were made, in the form of a ULID. */
export function nextMessageId(): string {
  counter += 1;
  let rest = counter;
  let id = '';
  for (let place = 0; place < 25; place += 1) {
    id = `${ALPHABET[rest % 32] ?? '0'}${id}`;
    rest = Math.floor(rest / 32);
  }
  return `0${id}`;
}

export const DONE: TurnResult = {
  status: 'done',
  error: null,
  model: 'claude-sonnet-5-5',
  claude_code_version: '2.1.330',
  usage: { input_tokens: 10, output_tokens: 5, cost_usd: 0.01 },
  recalled: null,
  verdicts: null,
  workspace: null,
};

/** A session of its own, in a project of its own unless one is given. */
export async function createHarness(firestore = new Firestore({ projectId: `demo-runs-${randomUUID().slice(0, 8)}` })): Promise<Harness> {
  const documents = new Documents(firestore);
  const uid = 'person-1';
  const clock = {
    now: new Date(),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  const tasks: Task[] = [];
  const launches: { runId: string; claimCode: string }[] = [];
  const executions = new Map<string, ExecutionState>();
  const cancelled: string[] = [];
  const deletedObjects: string[] = [];
  const storedObjects = new Set<string>();
  const storedBytes = new Map<string, Buffer>();
  const spans: Span[] = [];
  const logged: Harness['logged'] = [];
  const launchAnswer: Harness['launchAnswer'] = { value: { ok: true, value: null } };
  const settings: Harness['settings'] = { value: { ...DEFAULT_SETTINGS } };
  const deps: RunDeps = {
    documents,
    settings: { read: () => Promise.resolve(settings.value), readFresh: () => Promise.resolve(settings.value) },
    month: monthSpending(documents),
    now: () => clock.now,
    log: (_severity, event, fields) => void logged.push({ event, ...fields }),
    runsUrl: 'http://127.0.0.1:5002',
    model: { baseUrl: 'http://127.0.0.1:9030', key: 'the-model-key' },
    platformName: 'AI Agent Platform',
    tasks: {
      callLater: (task) => {
        if (!tasks.some((known) => known.name === task.name)) tasks.push(task);
        return Promise.resolve();
      },
    },
    launcher: {
      launch: ({ runId, claimCode }) => {
        launches.push({ runId, claimCode });
        if (!launchAnswer.value.ok) return Promise.resolve(launchAnswer.value);
        const execution = `execution-${launches.length}`;
        executions.set(execution, 'running');
        return Promise.resolve({ ok: true, value: { execution } });
      },
      stateOf: (execution) => Promise.resolve(executions.get(execution) ?? 'ended'),
      cancel: (execution) => {
        cancelled.push(execution);
        executions.set(execution, 'ended');
        return Promise.resolve();
      },
    },
    traces: { export: (sent) => void spans.push(...sent) },
    objects: {
      read: (name, begin = 0) => {
        const bytes = storedBytes.get(name);
        return Promise.resolve(bytes === undefined ? null : Readable.from([bytes.subarray(begin)]));
      },
      readUrl: (name) => Promise.resolve(`https://objects.example.com/${name}?read`),
      writeUrl: (name) => Promise.resolve(`https://objects.example.com/${name}?write`),
      write: (name) => {
        storedObjects.add(name);
        return Promise.resolve();
      },
      list: (prefix) => Promise.resolve([...storedObjects].filter((name) => name.startsWith(prefix))),
      delete: (names) => {
        deletedObjects.push(...names);
        for (const name of names) storedObjects.delete(name);
        return Promise.resolve();
      },
    },
  };

  await documents.user(uid).set(
    newUser(clock.now, {
      google_id: uid,
      email: 'person@example.com',
      name: 'Person',
      beta_approved: true,
      beta_status: 'approved',
      decision_seq: 1,
    }),
  );
  const shared = {
    deps,
    documents,
    uid,
    clock,
    tasks,
    launches,
    executions,
    cancelled,
    deletedObjects,
    storedObjects,
    storedBytes,
    spans,
    logged,
    launchAnswer,
    settings,
  };
  const inNewSession = async (agentId: string | null, kind: SessionKind = 'work'): Promise<Harness> => {
    const sessionId = randomUUID();
    await documents.session(sessionId).set(newSession({ id: sessionId, uid, agentId, agentVersion: 0, kind, now: clock.now }));
    const write: Harness['write'] = async (content = 'hello', at = clock.now) => {
      const id = nextMessageId();
      await documents.question(sessionId, id).set({ role: 'user', content, created_at: at, status: 'queued' });
      return id;
    };
    return {
      ...shared,
      sessionId,
      write,
      async ask(content) {
        const id = await write(content);
        await acceptQuestion(deps, sessionId, id);
        return id;
      },
      async start() {
        const runId = (await documents.session(sessionId).get()).data()?.run?.id;
        if (runId === undefined) throw new Error('the session has no run');
        await launchRun(deps, runId);
        const launch = launches.at(-1);
        if (launch === undefined) throw new Error('nothing was launched');
        const claim = await claimRun(deps, {
          run_id: runId,
          code: launch.claimCode,
          nonce: `nonce-of-${runId}`,
          execution: `execution-${launches.length}`,
          protocol: PROTOCOL_VERSION,
        });
        if (!claim.ok) throw new Error(`claim was refused: ${claim.error}`);
        return { ref: { runId, sessionId }, claim: claim.value, runId };
      },
      another: (other = agentId, otherKind = kind) => inNewSession(other, otherKind),
      close: () => firestore.terminate(),
    };
  };
  return inNewSession(null);
}
