import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { BundledPackage } from './bundled-packages.ts';

/** One thing that is in the image. `kib`: what it takes, where that is known. */
export type Part = {
  kind: 'debian' | 'python' | 'npm' | 'program';
  name: string;
  version: string;
  architecture?: string;
  license: string | null;
  kib?: number;
};

/** The fields of the paragraphs of a Debian control file, or of the head of a Python package's METADATA. Continued lines are left out. */
export function paragraphs(text: string): Record<string, string>[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      Object.fromEntries([...paragraph.matchAll(/^([A-Za-z][\w-]*):[ \t]*(.*)$/gm)].map(([, name = '', value = '']) => [name, value])),
    )
    .filter((fields) => Object.keys(fields).length > 0);
}

/** The licences that a copyright file names, where it is of the form that machines read; null where it is not. */
export function debianLicense(copyright: string): string | null {
  const [head, ...rest] = paragraphs(copyright);
  if (head?.['Format'] === undefined) return null;
  const names = new Set([head, ...rest].map((fields) => fields['License']?.trim() ?? '').filter((name) => name !== ''));
  return names.size === 0 ? null : [...names].sort().join(' AND ');
}

/** The licence that a Python package's METADATA says in few words; null where it gives the whole text, or nothing. */
export function pythonLicense(fields: Readonly<Record<string, string>>): string | null {
  const said = fields['License-Expression'] ?? fields['License'] ?? '';
  return /^[\w\s.,()+-]{2,60}$/.test(said) ? said : null;
}

/** Everything that is in the file system of the runner's image, as that itself says. Throws where it lacks what the image must have. */
export function readSystem(root: string): Part[] {
  const read = (...names: string[]): string => readFileSync(path.join(root, ...names), 'utf8');
  const debian = paragraphs(read('var', 'lib', 'dpkg', 'status'))
    .filter(({ Status }) => Status === 'install ok installed')
    .map(({ Package: name = '', Version: version = '', Architecture: architecture = '', 'Installed-Size': size = '0' }): Part => {
      const copyright = path.join('usr', 'share', 'doc', name, 'copyright');
      const license = existsSync(path.join(root, copyright)) ? debianLicense(read(copyright)) : null;
      return { kind: 'debian', name, version, architecture, license, kib: Number(size) };
    });
  const [python] = readdirSync(path.join(root, 'opt', 'toolbox', 'lib'));
  const site = path.join('opt', 'toolbox', 'lib', python ?? '', 'site-packages');
  const toolbox = readdirSync(path.join(root, site))
    .filter((name) => name.endsWith('.dist-info'))
    .map((name): Part => {
      const [head = {}] = paragraphs(read(site, name, 'METADATA'));
      return { kind: 'python', name: head['Name'] ?? '', version: head['Version'] ?? '', license: pythonLicense(head) };
    });
  const npm = z
    .array(BundledPackage)
    .parse(JSON.parse(read('opt', 'runner', 'packages.json')))
    .map(({ name, version, license = null }): Part => ({ kind: 'npm', name, version, license }));
  const programs = z.object({ node: z.string(), claude: z.string() }).parse(JSON.parse(read('opt', 'runner', 'versions.json')));
  return [
    { kind: 'program', name: 'node', version: programs.node, license: 'MIT' },
    { kind: 'program', name: 'claude-code', version: programs.claude, license: 'Anthropic Commercial Terms of Service' },
    ...debian,
    ...toolbox,
    ...npm,
  ];
}
