import { browserPrograms, containerPrograms, handOver } from './bootstrap.mjs';

await handOver('bench/src/main.ts', process.argv.slice(2), { packages: { ...containerPrograms, ...browserPrograms }, emulator: true });
