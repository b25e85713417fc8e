import { browserPrograms, containerPrograms, handOver } from './bootstrap.mjs';

const part = process.argv[2] ?? 'all';
const needsBrowser = part === 'all' || part === 'e2e';
await handOver('local/src/test/main.ts', process.argv.slice(2), {
  packages: needsBrowser ? { ...containerPrograms, ...browserPrograms } : containerPrograms,
  emulator: part !== 'check' && part !== 'unit',
  toolbox: needsBrowser,
});
