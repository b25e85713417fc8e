import { describe, expect, it } from 'vitest';
import { shellSteps, workflowProblems } from './workflow-problems.ts';

const CHECKOUT = `actions/checkout@${'3'.repeat(40)} # v7.0.1`;
const workflow = (given: { permissions?: string; job?: string; step?: string; on?: string } = {}): string => `
on: ${given.on ?? 'push'}
${given.permissions ?? 'permissions:\n  contents: read'}
jobs:
  one:
    runs-on: ubuntu-24.04
${given.job ?? '    timeout-minutes: 5'}
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
${given.step ?? ''}
`;

describe('the rules for workflows', () => {
  it('are kept by one that has what it needs and no more', () => {
    const job = `    timeout-minutes: 5\n    permissions:\n      contents: read\n      id-token: write\n    container: node:24@sha256:${'a'.repeat(64)}`;
    const step = '      - uses: ./.github/actions/prepare\n      - run: echo ${{ secrets.GITHUB_TOKEN }}';
    expect(workflowProblems(workflow({ job, step }))).toEqual([]);
  });

  it.each([
    ['a tag', { step: '      - uses: actions/cache@v6' }, 'not a full commit'],
    ['a short commit', { step: '      - uses: actions/cache@abcdef1 # v6.1.0' }, 'not a full commit'],
    ['no version', { step: `      - uses: actions/cache@${'a'.repeat(40)}` }, 'not a full commit'],
    ['half a version', { step: `      - uses: actions/cache@${'a'.repeat(40)} # v6` }, 'not a full commit'],
    ['an image by name', { step: '      - uses: docker://alpine:3' }, 'not a full commit'],
    ['no permissions', { permissions: '' }, 'the workflow’s own permissions'],
    ['permissions to write', { permissions: 'permissions:\n  contents: write' }, 'the workflow’s own permissions'],
    ['further permissions to read', { permissions: 'permissions:\n  actions: read' }, 'the workflow’s own permissions'],
    ['all permissions', { permissions: 'permissions: write-all' }, 'at permissions'],
    ['a job that writes code', { job: '    timeout-minutes: 5\n    permissions:\n      contents: write' }, 'may write to contents'],
    ['a job without an end', { job: '' }, 'has no timeout-minutes'],
    ['a container by tag', { job: '    timeout-minutes: 5\n    container: node:24' }, 'not pinned by digest'],
    ['code of strangers', { on: 'pull_request_target' }, 'pull_request_target'],
    ['a key', { step: '      - run: echo ${{ secrets.DEPLOY_KEY }}' }, 'a secret that lasts'],
    ['a key by another spelling', { step: "      - run: echo ${{ secrets['DEPLOY_KEY'] }}" }, 'a secret that lasts'],
    ['a token left behind', { step: `      - uses: ${CHECKOUT}` }, 'persist-credentials'],
  ])('refuse %s', (_what, given, problem) => {
    expect(workflowProblems(workflow(given))).toEqual([expect.stringContaining(problem)]);
  });

  it('hold for composite actions too', () => {
    const action = (uses: string): string => `runs:\n  using: composite\n  steps:\n    - uses: ${uses}\n`;
    expect(workflowProblems(action('actions/cache@v6'))).toEqual([expect.stringContaining('not a full commit')]);
    expect(workflowProblems(action(`actions/cache@${'a'.repeat(40)} # v6.1.0`))).toEqual([]);
  });
});

it('programs of the shell are taken out with values for expressions, those of other shells left', () => {
  const step =
    '      - run: echo ${{ github.ref }}\n      - run: |\n          if true; then\n            echo yes\n          fi\n      - run: Write-Output 1\n        shell: pwsh';
  expect(shellSteps(workflow({ step }))).toEqual(['echo value', 'if true; then\n  echo yes\nfi\n']);
});
