import { assemblyPrograms, browserPrograms, containerPrograms, handOver } from './bootstrap.mjs';

const [part = 'all', ...names] = process.argv.slice(2);
const needsImage = part === 'image' || (part === 'long' && names.length === 0);
const needsBrowser = part === 'all' || part === 'e2e' || needsImage;
await handOver('local/src/test/main.ts', process.argv.slice(2), {
  packages: { ...containerPrograms, ...(needsBrowser ? browserPrograms : {}), ...(needsImage ? assemblyPrograms : {}) },
  emulator: part !== 'check' && part !== 'unit',
  toolbox: needsBrowser,
});
