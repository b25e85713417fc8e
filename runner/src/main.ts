import { enableCompileCache } from 'node:module';
import { describeError } from '@oma/contract';
import { About } from './about.ts';
import { readConfig } from './config.ts';
import { createDoor, RunGone } from './door/door.ts';
import { endOnCrash } from './end-on-crash.ts';
import { createLog } from './log.ts';
import { serveRun, Terminated } from './run/run.ts';

// Half of the start is compiling the Agent SDK; the cache is for the next run on this machine.
enableCompileCache();

const config = readConfig(process.env);
const about = new About(config.trace);
const log = createLog(config, about);
endOnCrash(log);
const terminated = new AbortController();
process.on('SIGTERM', () => {
  log('INFO', 'terminated');
  terminated.abort();
});

try {
  await serveRun(config, { door: createDoor(config.runsUrl, about, log), log, about }, terminated.signal);
  log('INFO', 'ended');
} catch (error) {
  if (error instanceof RunGone) log('INFO', 'gone');
  else if (!(error instanceof Terminated)) {
    log('ERROR', 'failed', { ...describeError(error) });
    process.exitCode = 1;
  }
}
// Whatever still holds the process open belongs to a run that is over.
process.exit();
