import { containerPrograms, handOver } from './bootstrap.mjs';

await handOver('local/src/main.ts', process.argv.slice(2), { packages: containerPrograms, emulator: true });
