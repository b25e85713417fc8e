// Runs the runner once against a door that sends it away, so that what it compiles at its start is in the compile cache of the image.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/** Until then the runner has loaded what it loads while its claim is on its way. */
const ANSWER_AFTER_MS = 5000;
const gone = { type: 'about:blank', title: 'Gone', status: 409, code: 'run_gone', detail: 'This run is only a rehearsal.' };

const door = createServer((_request, response) => {
  setTimeout(
    () => response.writeHead(gone.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(gone)),
    ANSWER_AFTER_MS,
  );
});
await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));

const runner = spawn(process.execPath, [fileURLToPath(new URL('dist/main.js', import.meta.url))], {
  env: {
    ...process.env,
    RUN_ID: `run_${'0'.repeat(20)}`,
    CLAIM_CODE: '0'.repeat(40),
    RUNS_URL: `http://127.0.0.1:${door.address().port}`,
  },
  stdio: 'inherit',
});
const code = await new Promise((resolve) => runner.once('close', resolve));
door.close();
door.closeAllConnections();
const written = readdirSync(process.env.NODE_COMPILE_CACHE, { recursive: true });
if (code !== 0 || written.length < 3) {
  process.stderr.write(`The runner ended with ${code} and left ${written.length} files in its compile cache.\n`);
  process.exitCode = 1;
}
