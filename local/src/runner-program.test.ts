import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { IMAGE } from './runner-program.ts';

it('the image’s job is started as its Dockerfile says', () => {
  const file = readFileSync(path.join(import.meta.dirname, '..', '..', 'runner', 'image', 'Dockerfile'), 'utf8');
  const env = [...(/^ENV ((?:.*\\\n)*.*)$/m.exec(file)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(Object.fromEntries(env)).toEqual(IMAGE.env);
  expect(JSON.parse(/^CMD (.*)$/m.exec(file)?.[1] ?? '')).toEqual(IMAGE.command);
});
