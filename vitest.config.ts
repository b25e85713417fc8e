import { defineConfig } from 'vitest/config';

/** They load modules another time than the rest does: what is set up once for a process would be set up twice. */
const MODULES_ANEW = ['web/src/zod.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contract,functions,runner,local,web,deploy,bench}/src/**/*.test.ts', '{functions/package,runner/image}/**/*.test.ts'],
          exclude: [...MODULES_ANEW, '**/*.claude.test.ts', '**/node_modules/**'],
          // Properties are tried on hundreds of cases, which takes its time on a busy machine.
          testTimeout: 30_000,
          // Nothing that the files share is changed by one of them, and loading everything anew for each takes as long as the tests.
          isolate: false,
        },
      },
      { test: { name: 'unit-modules', include: MODULES_ANEW, testTimeout: 30_000 } },
      {
        test: {
          name: 'emulator',
          include: ['functions/test/emulator/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Much of the time a file waits for the emulator, so two cores serve six of them.
          maxWorkers: 6,
          isolate: false,
        },
      },
      { test: { name: 'long', include: ['functions/test/long/**/*.test.ts'], hookTimeout: 60_000 } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/src/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 400_000,
          // Each file has a platform of its own.
          maxWorkers: 2,
          isolate: false,
          // What takes a second on a quiet machine may take ten on a busy one; how long things may take is asserted where it matters.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
