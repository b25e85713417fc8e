import path from 'node:path';
import { handOver } from './bootstrap.mjs';

// npm runs this in the project's root; what was typed is meant where it was typed.
const typedIn = process.env.INIT_CWD ?? process.cwd();
const folders = process.argv.slice(2).map((folder) => path.resolve(typedIn, folder));
process.env.METADATA_SERVER_DETECTION = 'none';
await handOver('local/src/restore/main.ts', folders, { packages: {}, emulator: true });
