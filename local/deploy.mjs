import { fail, handOver } from './bootstrap.mjs';

const PROGRAMS = { bootstrap: 'deploy/src/bootstrap/main.ts', deploy: 'deploy/src/release/main.ts' };
const [what, ...args] = process.argv.slice(2);
const program = PROGRAMS[what];
if (program === undefined) fail(`There is no ${what}: npm run bootstrap, npm run deploy.`);
await handOver(program, args, { packages: {}, emulator: false });
