import { portsAt } from '@oma/contract';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGES } from '../../web/pages.mjs';
import { letPagesReachEmulators } from './firebase-config.ts';

const { hosting } = z
  .object({
    hosting: z.object({
      rewrites: z.array(z.object({ source: z.string(), destination: z.string().optional() })),
      headers: z.array(z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) })),
    }),
  })
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', 'firebase.json'), 'utf8')));

const policyOf = (rules: typeof hosting.headers): Map<string, string[]> => {
  const value = rules.flatMap(({ headers }) => headers).find(({ key }) => key === 'Content-Security-Policy')?.value ?? '';
  return new Map(value.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]));
};

describe('firebase.json', () => {
  it('has an address for every page', () => {
    const served = hosting.rewrites.flatMap(({ destination }) => (destination === undefined ? [] : [destination.slice(1)]));
    const byThemselves = ['index.html', '404.html'];
    expect([...served, ...byThemselves].sort()).toEqual(Object.values(PAGES).sort());
  });

  it('lets no page run what is not a file of ours or of Google’s sign-in', () => {
    const policy = policyOf(hosting.headers);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'", 'https://apis.google.com']);
    expect(policy.get('style-src')).toEqual(["'self'"]);
    expect([...policy.values()].flat().filter((source) => source.includes('unsafe') || source.includes('127.0.0.1'))).toEqual([]);
  });

  it('lets the pages of this machine reach its emulators, and changes nothing else', () => {
    const given = policyOf(hosting.headers);
    const local = policyOf(letPagesReachEmulators(hosting.headers, portsAt(100)));
    expect(local.get('connect-src')).toEqual([
      ...(given.get('connect-src') ?? []),
      'http://127.0.0.1:9199',
      'http://127.0.0.1:8180',
      'http://127.0.0.1:9120',
    ]);
    local.set('connect-src', given.get('connect-src') ?? []);
    expect(local).toEqual(given);
  });
});
