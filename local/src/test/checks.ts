/** The checks of `npm run check`: a name, and the command that fails where something is wrong. `tells`: what it says is shown where all is well, too. */
export const CHECKS: readonly { name: string; command: string; args: readonly string[]; tells?: boolean }[] = [
  {
    name: 'format',
    command: 'prettier',
    args: ['--check', '--cache', '--cache-location', '.local/prettier-cache', '--log-level', 'warn', '.'],
  },
  { name: 'types', command: 'tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'lint', command: 'eslint', args: ['--cache', '--cache-location', '.local/eslint-cache', '.'] },
  {
    name: 'import boundaries',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', 'contract/src', 'functions/src', 'web/src', 'runner/src', 'local/src'],
  },
  { name: 'workflows and scripts', command: 'node', args: ['local/src/workflows/check-scripts.ts'] },
  { name: 'translations', command: 'node', args: ['web/localize-check.mjs'] },
  { name: 'weight', command: 'node', args: ['web/budget-check.mjs'], tells: true },
];
