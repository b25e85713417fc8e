import { DEMO_PROJECT, portsAt, type Ports, REGION } from '@oma/contract';
import { mkdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { watchAll } from '../../build.mjs';
import { type Child, startChild } from './child.ts';
import { createJobs, type Jobs } from './cloud/jobs.ts';
import { createObjects, isSigned } from './cloud/objects.ts';
import { createTasks, type Tasks } from './cloud/tasks.ts';
import { createTraces } from './cloud/traces.ts';
import { makeDemoData } from './demo/make-demo-data.ts';
import { planDemo } from './demo/plan.ts';
import { allPorts, pagesFolder, writeFirebaseConfig } from './firebase-config.ts';
import { findFirestoreEmulator } from './firestore-emulator.ts';
import { emptyScratchFolder, whyNoContainer } from './isolation.ts';
import { serve } from './json-server.ts';
import { type Mailbox, startMailbox } from './mailbox/mailbox.ts';
import { createModel } from './model/server.ts';
import type { Parsed, StartEnvironment, StartOptions } from './options.ts';
import { watchRules } from './rules.ts';
import { builtRunner, imageRunner } from './runner-program.ts';
import { seed } from './seed.ts';
import { signerKey } from './signer-key.ts';
import { type UnusablePort, unusablePort, usableOffset } from './unusable-port.ts';
import { answersHttp, answersOk, waitUntil } from './wait-until.ts';
import { warmUp } from './warm-up.ts';

export type Platform = {
  url: string;
  /** Ends everything in order and keeps the data. */
  stop(): Promise<void>;
  /** Resolves with a sentence when a part ended by itself. */
  brokeDown: Promise<string>;
};

type Say = (line: string) => void;
type Refusal = { ok: false; sentence: string };

const SCRIPTED_KEY = 'scripted-model';
const START_LIMIT_MS = 120_000;
const SWEEP_EVERY_MS = 60_000;
const RUNNER_GRACE_MS = 8_000;

/** Starts every part on this machine and resolves when each has answered. */
export async function startPlatform(
  root: string,
  options: StartOptions,
  environment: StartEnvironment,
  say: Say,
): Promise<Parsed<Platform>> {
  const ports = portsAt(options.portOffset);
  const portsOf = (offset: number): Record<string, number> => allPorts(portsAt(offset), offset);
  const unusable = await unusablePort(portsOf(options.portOffset));
  if (unusable !== null) return { ok: false, sentence: portSentence(unusable, await usableOffset(options.portOffset, portsOf)) };

  const isolation = chooseIsolation(options, environment, say);
  if (!isolation.ok) return isolation;
  announceModel(environment, say);
  announceMail(environment, say);

  const home = path.join(root, '.local', String(options.portOffset));
  if (options.fresh) rmSync(home, { recursive: true, force: true });
  const logs = path.join(home, 'logs');
  mkdirSync(logs, { recursive: true });
  const firebase = path.join(root, 'node_modules', '.bin', 'firebase');
  const emulator = await findFirestoreEmulator(firebase, say);
  if (emulator === null) return { ok: false, sentence: 'The platform was not started: it needs a Firestore emulator.' };

  say('… building');
  const restarts = new Map<string, () => void>();
  const url = `http://127.0.0.1:${ports.hosting}`;
  const pages = pagesFolder(options.portOffset);
  const endWatch = await watchAll({ siteUrl: url, pages, onBuilt: (name) => restarts.get(name)?.() });

  const signerKeyFile = path.join(home, 'signer.pem');
  const key = signerKey(signerKeyFile);
  const env = functionsEnvironment(ports, environment, signerKeyFile, isolation.value.isReduced);
  const scratch = emptyScratchFolder(options.portOffset);
  // The suite notes there where its hub is, by the project's name alone: in the common folder the export of one platform would take the data of another.
  // The name is short because sockets lie there, whose paths may have about a hundred characters.
  const suiteFolder = path.join(scratch, 'e');
  mkdirSync(suiteFolder);
  const jobs = createJobs({
    ...(environment.runnerRoot === null
      ? builtRunner(root, scratch, isolation.value.isReduced)
      : imageRunner(root, environment.runnerRoot)),
    logs: path.join(logs, 'executions'),
  });
  const tasks = createTasks();
  const servers = [
    await serve(
      ports.cloud,
      [jobs.handle, tasks.handle, createTraces(), createObjects({ folder: path.join(home, 'objects'), key })],
      (url) => (isSigned(url) ? ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${ports.hosting}`) : []),
    ),
    await serve(ports.model, [createModel()]),
  ];
  const mailbox = await startMailbox({
    ports,
    file: path.join(home, 'mailbox.json'),
    templatesFile: path.join(root, 'functions', 'dist', 'mail-templates.js'),
  });

  say('… starting the emulators');
  let triggersFinished = 0;
  const data = path.join(home, 'data');
  const config = writeFirebaseConfig(root, ports, options.portOffset);
  const [command, ...args] = [
    ...emulator.prefix,
    process.execPath,
    '--require',
    path.join(root, 'local', 'trusted-schemas.cjs'),
    firebase,
    'emulators:start',
    '--only',
    'auth,functions,firestore,hosting',
    '--project',
    DEMO_PROJECT,
    '--config',
    config,
    `--import=${data}`,
    `--export-on-exit=${data}`,
  ];
  mkdirSync(data, { recursive: true });
  const emulators = startChild({
    name: 'emulators',
    command,
    args,
    env: {
      ...process.env,
      ...env,
      ANTHROPIC_API_KEY: '',
      SMTP_PASSWORD: '',
      CI: 'true',
      FIREBASE_CLI_DISABLE_UPDATE_CHECK: 'true',
      // In seconds, for the functions to say what they are: ten are not enough on a busy machine, and then there are none at all.
      FUNCTIONS_DISCOVERY_TIMEOUT: '60',
      TMPDIR: suiteFolder,
    },
    cwd: root,
    logFile: path.join(logs, 'emulators.log'),
    onOutput: (text) => {
      triggersFinished += text.split(/Finished "[\w-]*on(?:Message|Mail)Created"/).length - 1;
    },
  });
  const framework = frameworkParts(root, logs, ports, env);
  const children = (): Child[] => [emulators, ...framework.children()];
  const failure = new AbortController();
  const brokeDown = Promise.race([emulators.ended, framework.brokeDown]).then(() => {
    failure.abort();
    return `A part of the platform ended by itself; its last words are in ${path.relative(root, logs)}.`;
  });
  restarts.set('functions', () => framework.restart());

  const sweep = async (): Promise<void> => {
    await fetch(`http://127.0.0.1:${ports.tasks}/sweep`, { method: 'POST' }).then((response) => response.arrayBuffer());
  };
  const sweeping: { timer: NodeJS.Timeout | null } = { timer: null };
  const watching: { end: () => void } = { end: () => undefined };
  const stop = async (): Promise<void> => {
    watching.end();
    if (sweeping.timer !== null) clearInterval(sweeping.timer);
    await stopAll({ jobs, tasks, children: children(), servers, mailbox, endWatch });
  };

  const within = (isSo: () => Promise<boolean>): Promise<boolean> => waitUntil(isSo, START_LIMIT_MS, failure.signal);
  const parts = [ports.firestore, ports.auth, ports.hosting, ports.functions, ports.runs, ports.tasks].map((port) =>
    within(answersHttp(`http://127.0.0.1:${port}/`)),
  );
  if (!(await Promise.all(parts)).every(Boolean)) return abandon(stop, root, logs);
  // What is seeded tells a later start that it is not the first, so a start that fails here seeds nothing.
  const isHealthy = answersOk(`${url}/api/health`);
  if (!(await within(isHealthy))) return abandon(stop, root, logs);
  const isFirstStart = await seed({
    project: DEMO_PROJECT,
    firestoreHost: `127.0.0.1:${ports.firestore}`,
    authHost: `127.0.0.1:${ports.auth}`,
  });
  const makesDemoData = isFirstStart && !options.empty;
  say(`… asking every part once${makesDemoData ? ', and making demo data' : ''}`);
  const [isWarm] = await Promise.all([
    warmUp({ project: DEMO_PROJECT, ports, isHealthy, triggersFinished: () => triggersFinished, waitUntil: within }),
    makesDemoData ? makeDemoData({ ports, plan: planDemo(environment), signal: failure.signal, say }) : null,
  ]);
  if (!isWarm) return abandon(stop, root, logs);
  // The functions may be starting anew after an edit; the next minute sweeps again.
  await sweep().catch(() => undefined);
  say(`Mailbox: http://127.0.0.1:${ports.mailbox}`);
  say(`Traces: http://127.0.0.1:${ports.cloud}/traces`);
  watching.end = watchRules({ file: path.join(root, 'firestore.rules'), firestorePort: ports.firestore, say });
  sweeping.timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_EVERY_MS);
  return { ok: true, value: { url, stop, brokeDown } };
}

function portSentence({ name, port, why }: UnusablePort, other: number | null): string {
  const elsewhere = other === null ? 'with another --port-offset' : `with \`npm start -- --port-offset ${other}\``;
  return why === 'taken'
    ? `Port ${port} (${name}) is taken: end what listens there, or start ${elsewhere}.`
    : `Port ${port} (${name}) is one that browsers refuse to open (https://fetch.spec.whatwg.org/#port-blocking): start ${elsewhere}.`;
}

async function abandon(stop: () => Promise<void>, root: string, logs: string): Promise<Refusal> {
  await stop();
  return {
    ok: false,
    sentence: `A part of the platform did not answer in time; ${path.relative(root, logs)} has what each part said. The data is kept.`,
  };
}

function chooseIsolation(options: StartOptions, environment: StartEnvironment, say: Say): Parsed<{ isReduced: boolean }> {
  const why = whyNoContainer();
  if (why === null) return { ok: true, value: { isReduced: false } };
  if (environment.modelKey !== null && !options.allowReducedIsolation) {
    return {
      ok: false,
      sentence: `Not started: the agent would run outside its container, because ${why}. With a real key that is refused; mend it, or accept it with \`npm start -- --allow-reduced-isolation\`.`,
    };
  }
  say(`Reduced isolation: agents run outside their container, because ${why}.`);
  return { ok: true, value: { isReduced: true } };
}

function announceModel(environment: StartEnvironment, say: Say): void {
  if (environment.modelKey !== null) {
    say(`Real money: ANTHROPIC_API_KEY is set, so answers come from ${environment.modelBaseUrl} and are paid for.`);
    say('  The budgets are those of settings/platform: by default $2 a turn, $5 a person and day, $500 a month in all.');
    return;
  }
  say('Simulation: no ANTHROPIC_API_KEY, so the scripted model answers and nothing is paid for.');
  if (environment.ignoredBaseUrl) say('  Warning: ANTHROPIC_BASE_URL is ignored without a key.');
}

/** Whether letters stay on this machine. */
function announceMail({ smtp }: StartEnvironment, say: Say): void {
  if (smtp === null) return;
  say(`Real mail: SMTP_HOST is set, so letters go out to real people through ${smtp.host}:${smtp.port}, from ${smtp.from}.`);
  say('  The mailbox of this machine stays empty.');
}

function functionsEnvironment(
  ports: Ports,
  environment: StartEnvironment,
  signerKeyFile: string,
  isReduced: boolean,
): Record<string, string> {
  const isSimulation = environment.modelKey === null;
  return {
    GCLOUD_PROJECT: DEMO_PROJECT,
    REGION,
    RUNS_URL: `http://127.0.0.1:${ports.runs}`,
    TASKS_URL: `http://127.0.0.1:${ports.tasks}`,
    LOCAL_CLOUD: `127.0.0.1:${ports.cloud}`,
    LOCAL_SIGNER_KEY_FILE: signerKeyFile,
    ANTHROPIC_API_KEY: environment.modelKey ?? SCRIPTED_KEY,
    ANTHROPIC_BASE_URL: isSimulation ? `http://127.0.0.1:${ports.model}` : environment.modelBaseUrl,
    SIMULATION: String(isSimulation),
    REDUCED_ISOLATION: String(isReduced),
    PLATFORM_NAME: environment.platformName,
    ADMIN_EMAILS: environment.adminEmails,
    SITE_URL: `http://127.0.0.1:${ports.hosting}`,
    SMTP_HOST: environment.smtp?.host ?? '',
    SMTP_PORT: String(environment.smtp?.port ?? ports.smtp),
    SMTP_USER: environment.smtp?.user ?? '',
    SMTP_PASSWORD: environment.smtp?.password ?? '',
    SMTP_FROM: environment.smtp?.from ?? '',
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    METADATA_SERVER_DETECTION: 'none',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.cloud}`,
  };
}

/** `runs` and `tasks`, which take many calls at once, some of them long: the framework serves them in one process each, as Cloud Run does. */
function frameworkParts(root: string, logs: string, ports: Ports, env: Record<string, string>) {
  const start = (target: 'runs' | 'tasks', port: number): Child =>
    startChild({
      name: target,
      command: path.join(root, 'node_modules', '.bin', 'functions-framework'),
      args: [`--target=${target}`, '--source=functions', `--port=${port}`, '--signature-type=http'],
      env: {
        ...process.env,
        ...env,
        ...(target === 'tasks' ? {} : { SMTP_PASSWORD: '' }),
        FUNCTION_TARGET: target,
        NODE_OPTIONS: `--import=${pathToFileURL(path.join(root, 'local', 'loopback.mjs')).href}`,
      },
      cwd: root,
      logFile: path.join(logs, `${target}.log`),
    });
  let parts: Child[] = [];
  let isRestarting = false;
  let restarting = Promise.resolve();
  let reportBreakdown: () => void = () => undefined;
  const brokeDown = new Promise<void>((resolve) => {
    reportBreakdown = resolve;
  });
  const startBoth = (): void => {
    parts = [start('runs', ports.runs), start('tasks', ports.tasks)];
    for (const part of parts) void part.ended.then(() => !isRestarting && reportBreakdown());
  };
  startBoth();
  return {
    children: () => parts,
    brokeDown,
    /** One after the other: an edit during a restart leads to one more. */
    restart: () => {
      restarting = restarting.then(async () => {
        isRestarting = true;
        await Promise.all(parts.map((part) => part.stop('SIGTERM', 3000)));
        isRestarting = false;
        startBoth();
      });
    },
  };
}

/** Runners first, while functions can still take their last words; the emulators last, with the data. */
async function stopAll(given: {
  jobs: Jobs;
  tasks: Tasks;
  children: readonly Child[];
  servers: readonly Server[];
  mailbox: Mailbox;
  endWatch: () => Promise<void>;
}): Promise<void> {
  await given.jobs.stop(RUNNER_GRACE_MS);
  given.tasks.stop();
  const [emulators, ...framework] = given.children;
  await Promise.all(framework.map((child) => child.stop('SIGTERM', 3000)));
  await emulators?.stop('SIGINT', 30_000);
  for (const server of given.servers) {
    server.close();
    server.closeAllConnections();
  }
  await given.mailbox.close();
  await given.endWatch();
}
