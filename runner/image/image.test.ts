import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { billOfMaterials } from './bill-of-materials.ts';
import { bundledPackages } from './bundled-packages.ts';
import { debianLicense, paragraphs, pythonLicense, readSystem } from './read-system.ts';
import { bytesBelow, heaviest } from './weigh.ts';

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');

describe('the recipe of the image', () => {
  const packages = read('packages.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('has a reason for each package, none twice', () => {
    const names = packages.map((line) => /^([a-z0-9][a-z0-9.+-]+) +# \S.+$/.exec(line)?.[1] ?? line);
    expect(new Set(names).size).toBe(packages.length);
    expect(names.filter((name) => name.includes('#'))).toEqual([]);
  });

  it('begins with images that are pinned by digest, and says which version that is', () => {
    const lines = read('Dockerfile').split('\n');
    const from = lines.flatMap((line, index) => (line.startsWith('FROM ') && line !== 'FROM scratch' ? [[lines[index - 1], line]] : []));
    expect(from.length).toBeGreaterThan(0);
    for (const [comment, line] of from) {
      expect(line).toMatch(/^FROM [\w/.-]+:[\w.-]+@sha256:[0-9a-f]{64}( AS \w+)?$/);
      expect(comment).toMatch(/^# .*\d+\.\d+\.\d+/);
    }
  });

  it('takes every step of install.sh once, by Docker and without', () => {
    const steps = [...read('install.sh').matchAll(/^([a-z]+)\(\) \{$/gm)].map(([, name]) => name);
    expect(steps.length).toBeGreaterThan(4);
    const taken = (file: string): string[] =>
      [...read(file).matchAll(/install\.sh \/context ((?:[a-z]+ ?)+)/g)].flatMap(([, names = '']) => names.trim().split(' '));
    expect(taken('Dockerfile')).toEqual(steps);
    // What they name, mmdebstrap has installed by then.
    expect(['packages', ...taken('assemble.sh')]).toEqual(steps);
  });
});

describe('what is in an image', () => {
  let root: string;
  const put = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  beforeAll(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'oma-image-'));
    put(
      'var/lib/dpkg/status',
      'Package: git\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:2.39.5-0+deb12u2\nInstalled-Size: 44890\nDescription: fast\n more\n\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\n',
    );
    put(
      'usr/share/doc/git/copyright',
      'Format: https://www.debian.org/doc/\n\nFiles: *\nLicense: GPL-2\n\nFiles: x\nLicense: Expat\n text\n\nLicense: GPL-2\n',
    );
    put(
      'opt/toolbox/lib/python3.11/site-packages/typing_extensions-4.1.0.dist-info/METADATA',
      'Name: typing_extensions\nVersion: 4.1.0\nLicense-Expression: PSF-2.0\n\nLicense: no field\n',
    );
    put('opt/runner/packages.json', '[{"name": "@scope/one", "version": "1.0.0", "license": "MIT"}]');
    put('opt/runner/versions.json', '{"node": "24.1.0", "claude": "2.1.0"}');
    for (const name of ['opt/claude-code/claude', 'usr/local/bin/node']) put(name, '12345');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is told by the image itself, each part by its address, with its licence where that is known', () => {
    const bill = billOfMaterials(readSystem(root), '1.2.3', new Date(0));
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'oh-my-agent-runner', version: '1.2.3' } },
    });
    const { components } = z
      .object({
        components: z.array(
          z.object({ purl: z.string(), licenses: z.array(z.object({ license: z.object({ name: z.string() }) })).optional() }),
        ),
      })
      .parse(bill);
    expect(components.map(({ purl, licenses }) => [purl, licenses?.[0]?.license.name])).toEqual([
      ['pkg:generic/node@24.1.0', 'MIT'],
      ['pkg:generic/claude-code@2.1.0', 'Anthropic Commercial Terms of Service'],
      ['pkg:deb/debian/git@1%3A2.39.5-0%2Bdeb12u2?arch=amd64&distro=debian-12', 'Expat AND GPL-2'],
      ['pkg:pypi/typing-extensions@4.1.0', 'PSF-2.0'],
      ['pkg:npm/%40scope/one@1.0.0', 'MIT'],
    ]);
  });

  it('is weighed, the heaviest first', () => {
    const weights = heaviest(root, readSystem(root));
    expect(weights.map(({ what }) => what)).toEqual(['git', '/opt/runner', '/opt/toolbox', '/opt/claude-code', '/usr/local/bin/node']);
    expect(bytesBelow(path.join(root, 'opt', 'claude-code'))).toBe(5);
  });

  it.each([
    ['a form that no machine reads', 'License: GPL\n', null],
    ['no licence', 'Format: x\n\nFiles: *\n', null],
    ['one named twice', 'Format: x\n\nLicense: A\n\nLicense: A\n', 'A'],
  ])('of a copyright file: %s', (_what, text, license) => {
    expect(debianLicense(text)).toBe(license);
  });

  it.each([
    [{ License: 'MIT' }, 'MIT'],
    [{ License: 'MIT', 'License-Expression': '0BSD' }, '0BSD'],
    [{ License: 'Copyright (c) 2015, matplotlib project; all rights reserved and so on' }, null],
    [{ License: '====' }, null],
    [{}, null],
  ])('of a Python package: %o', (fields, license) => {
    expect(pythonLicense(fields)).toBe(license);
  });

  it('paragraphs of a control file have fields, and lines that go on are left out', () => {
    expect(paragraphs('A: 1\n more: x\nB-c: 2\n\n\nA: 3')).toEqual([{ A: '1', 'B-c': '2' }, { A: '3' }]);
  });
});

it('packages of a bundle are known by its files, a package in a package by itself', () => {
  const inputs = {
    'node_modules/zod/index.js': {},
    'node_modules/zod/v4/core/core.js': {},
    'runner/src/main.ts': {},
    'node_modules/@anthropic-ai/claude-agent-sdk/sdk.mjs': {},
  };
  expect(bundledPackages(path.join(import.meta.dirname, '..', '..'), { inputs }).map(({ name }) => name)).toEqual([
    '@anthropic-ai/claude-agent-sdk',
    'zod',
  ]);
});
