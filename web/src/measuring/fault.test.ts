import { Measurements } from '@oma/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from './fault.ts';

const ORIGIN = 'https://agents.example.com';
const SECRET = 'Kim Haneul, 010-1234-5678';

function thrown(name: string, message: string, stack: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = stack;
  return error;
}

describe('what is sent of a fault', () => {
  it.each([
    ['TypeError', `Cannot read properties of undefined (reading '${SECRET}')`, 'missing'],
    ['TypeError', 'Failed to fetch dynamically imported module: https://agents.example.com/assets/a-1.js', 'part_lost'],
    ['TypeError', 'Failed to fetch', 'offline'],
    ['ApiError', 'the request did not arrive', 'offline'],
    ['SyntaxError', `Unexpected token '${SECRET}' is not valid JSON`, 'unreadable'],
    ['RangeError', 'Maximum call stack size exceeded', 'too_deep'],
    ['QuotaExceededError', "Failed to execute 'setItem' on 'Storage': exceeded the quota.", 'no_room'],
    ['AbortError', 'signal is aborted without reason', 'broken_off'],
    ['NotAllowedError', 'Write permission denied.', 'not_allowed'],
    ['Error', 'ResizeObserver loop completed with undelivered notifications.', 'layout_loop'],
    ['Error', SECRET, 'other'],
  ])('%s: %s is %s', (name, message, kind) => {
    expect(faultOf(thrown(name, message, ''), ORIGIN)).toEqual({ name, kind, at: [] });
  });

  it('is where it was, in files of ours alone, as Chromium and Firefox say it', () => {
    const chromium = thrown(
      'TypeError',
      SECRET,
      [
        `TypeError: ${SECRET}`,
        `    at a (${ORIGIN}/assets/oma-dashboard-page-Ab_1-x2.js:2:345)`,
        `    at async ${ORIGIN}/assets/page-x.js:1:9`,
        `    at ${ORIGIN}/workspace/11111111-1111-4111-8111-111111111111:1:1`,
        '    at chrome-extension://abc/content.js:3:4',
        `    at https://elsewhere.example.com/assets/kim.js:1:1`,
        `    at eval (${ORIGIN}/assets/a.js:1:2, <anonymous>:3:4)`,
      ].join('\n'),
    );
    expect(faultOf(chromium, ORIGIN).at).toEqual(['oma-dashboard-page-Ab_1-x2.js:2:345', 'page-x.js:1:9']);
    const firefox = thrown('Error', '', `render@${ORIGIN}/assets/element-1.js:10:20\n@${ORIGIN}/assets/enter-2.js:3:4\n`);
    expect(faultOf(firefox, ORIGIN).at).toEqual(['element-1.js:10:20', 'enter-2.js:3:4']);
  });

  it('is a name of ours or none', () => {
    expect(faultOf(thrown(SECRET, '', ''), ORIGIN).name).toBe('other');
    for (const odd of [undefined, null, 7, SECRET, { name: SECRET, message: SECRET, stack: SECRET }])
      expect(faultOf(odd, ORIGIN)).toEqual({ name: 'other', kind: 'other', at: [] });
  });

  it('is always taken by the API, and never has the words that were thrown', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (name, message, lines) => {
        const fault = faultOf(thrown(name, `${message}${SECRET}`, [SECRET, ...lines].join('\n')), ORIGIN);
        Measurements.parse({ page: 'main', errors: [fault] });
        expect(JSON.stringify(fault)).not.toContain('Haneul');
      }),
    );
  });
});
