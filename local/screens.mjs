import { browserPrograms, containerPrograms, handOver } from './bootstrap.mjs';

await handOver('e2e/src/make-pictures.ts', process.argv.slice(2), {
  packages: { ...containerPrograms, ...browserPrograms },
  emulator: true,
});
