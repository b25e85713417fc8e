import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolInput } from './tool-input.ts';

const EDIT = { file_path: '/workspace/a.ts', old_string: 'one', new_string: 'two' };

describe('what went into a tool', () => {
  it.each([
    ['Edit', EDIT, { kind: 'edit', from: 'one', to: 'two' }],
    ['Write', { file_path: '/workspace/a.b.PY', content: 'x = 1\n' }, { kind: 'code', code: 'x = 1\n', language: 'PY' }],
    ['Write', { file_path: '/workspace/Makefile', content: 'all:' }, { kind: 'code', code: 'all:', language: '' }],
    ['Bash', { command: 'ls -l', description: 'looks' }, { kind: 'code', code: 'ls -l', language: 'bash' }],
    ['Grep', { pattern: 'x' }, { kind: 'code', code: '{\n  "pattern": "x"\n}', language: 'json' }],
    // Not what these tools take.
    ['Edit', { file_path: '/a', old_string: 1 }, { kind: 'code', code: '{\n  "file_path": "/a",\n  "old_string": 1\n}', language: 'json' }],
    ['Bash', 'ls', { kind: 'code', code: '"ls"', language: 'json' }],
  ])('is read: %s %j', (name, given, shown) => {
    expect(toolInput(name, JSON.stringify(given))).toEqual(shown);
  });

  it('is shown as it stands where it was cut, wherever that was: never as an edit', () => {
    const whole = JSON.stringify(EDIT);
    fc.assert(
      fc.property(fc.constantFrom('Edit', 'Write', 'Bash'), fc.nat(whole.length - 1), (name, length) => {
        const text = whole.slice(0, length);
        expect(toolInput(name, text)).toEqual({ kind: 'cut', text });
      }),
    );
  });
});
