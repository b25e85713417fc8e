import { enableCompileCache } from 'node:module';
import { readConfig } from './config.ts';
import { createDoor, RunGone } from './door/door.ts';
import { createLog } from './log.ts';
import { serveRun, Terminated } from './run/run.ts';

// Half of the start is compiling the Agent SDK; the cache is for the next run on this machine.
enableCompileCache();

const config = readConfig(process.env);
const log = createLog(config.runId);
const terminated = new AbortController();
process.on('SIGTERM', () => {
  log('INFO', 'terminated');
  terminated.abort();
});

try {
  await serveRun(config, createDoor(config.runsUrl, log), log, terminated.signal);
  log('INFO', 'ended');
} catch (error) {
  if (error instanceof RunGone) log('INFO', 'gone');
  else if (!(error instanceof Terminated)) {
    log('ERROR', 'failed', {
      error_name: error instanceof Error ? error.name : typeof error,
      detail: error instanceof Error ? error.message.slice(0, 300) : '',
    });
    process.exitCode = 1;
  }
}
// Whatever still holds the process open belongs to a run that is over.
process.exit();
