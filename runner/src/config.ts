import { readTraceparent, RunId, type SpanContext } from '@oma/contract';
import os from 'node:os';
import * as z from 'zod';

const PlaceEnvironment = z.object({
  RUNNER_DIR: z.string().optional(),
  ALLOW_REDUCED_ISOLATION: z.enum(['true', 'false', '']).default(''),
  CLAUDE_BINARY: z.string().optional(),
  TOOLBOX: z.string().optional(),
});
const Environment = PlaceEnvironment.extend({
  RUN_ID: RunId,
  CLAIM_CODE: z.string().min(20),
  RUNS_URL: z.url(),
  GOOGLE_CLOUD_PROJECT: z.string().optional(),
  TRACEPARENT: z.string().optional(),
  CLOUD_RUN_EXECUTION: z.string().default('unknown'),
  JOB_IDENTITY: z.enum(['metadata', '']).default(''),
  MODEL_IDLE_TIMEOUT_MS: z.coerce.number().int().positive().default(40_000),
});

/** Where a run works, and with what: the same for every run of an image. */
export type Place = {
  /** Where this run's folders are made; every user must be able to enter it. */
  folder: string;
  allowReducedIsolation: boolean;
  /** Claude Code's program; null: the one the SDK brings. */
  claudeBinary: string | null;
  /** The folder of the office toolbox; null: there is none. On a person's machine it may still be on its way. */
  toolbox: string | null;
};

export type Config = Place & {
  runId: string;
  claimCode: string;
  runsUrl: string;
  /** Whose traces the log names; null: nobody said. */
  project: string | null;
  /** The trace that the run was launched in; null: in none. */
  trace: SpanContext | null;
  execution: string;
  /** Whether `claim` carries the identity token of the metadata server. */
  hasJobIdentity: boolean;
  /** A request to the model that is silent for so long counts as broken off. */
  modelIdleTimeoutMs: number;
};

type Env = Readonly<Record<string, string | undefined>>;

function parse<T>(schema: z.ZodType<T>, env: Env): T {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`Configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}

/** Reads what does not depend on a run. Pure. Throws one error that lists every problem. */
export function readPlace(env: Env): Place {
  const e = parse(PlaceEnvironment, env);
  return {
    folder: e.RUNNER_DIR ?? os.tmpdir(),
    allowReducedIsolation: e.ALLOW_REDUCED_ISOLATION === 'true',
    claudeBinary: e.CLAUDE_BINARY ?? null,
    toolbox: e.TOOLBOX ?? null,
  };
}

/** Reads the job's environment. Pure. Throws one error that lists every problem. */
export function readConfig(env: Env): Config {
  const e = parse(Environment, env);
  return {
    ...readPlace(env),
    runId: e.RUN_ID,
    claimCode: e.CLAIM_CODE,
    runsUrl: e.RUNS_URL.replace(/\/+$/, ''),
    project: e.GOOGLE_CLOUD_PROJECT ?? null,
    trace: readTraceparent(e.TRACEPARENT),
    execution: e.CLOUD_RUN_EXECUTION,
    hasJobIdentity: e.JOB_IDENTITY === 'metadata',
    modelIdleTimeoutMs: e.MODEL_IDLE_TIMEOUT_MS,
  };
}
