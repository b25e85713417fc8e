import type { LanguageFn } from 'highlight.js';

type Loaded = Promise<{ default: LanguageFn }>;

/** The languages that are coloured, each loaded by itself, with the languages that stand inside it. */
const LANGUAGES: Readonly<Record<string, { load: () => Loaded; inside?: readonly string[] }>> = {
  bash: { load: () => import('highlight.js/lib/languages/bash') },
  c: { load: () => import('highlight.js/lib/languages/c') },
  cpp: { load: () => import('highlight.js/lib/languages/cpp') },
  csharp: { load: () => import('highlight.js/lib/languages/csharp') },
  css: { load: () => import('highlight.js/lib/languages/css') },
  dart: { load: () => import('highlight.js/lib/languages/dart') },
  diff: { load: () => import('highlight.js/lib/languages/diff') },
  dockerfile: { load: () => import('highlight.js/lib/languages/dockerfile'), inside: ['bash'] },
  go: { load: () => import('highlight.js/lib/languages/go') },
  ini: { load: () => import('highlight.js/lib/languages/ini') },
  java: { load: () => import('highlight.js/lib/languages/java') },
  javascript: { load: () => import('highlight.js/lib/languages/javascript') },
  json: { load: () => import('highlight.js/lib/languages/json') },
  kotlin: { load: () => import('highlight.js/lib/languages/kotlin') },
  lua: { load: () => import('highlight.js/lib/languages/lua') },
  makefile: { load: () => import('highlight.js/lib/languages/makefile') },
  markdown: { load: () => import('highlight.js/lib/languages/markdown') },
  php: { load: () => import('highlight.js/lib/languages/php') },
  powershell: { load: () => import('highlight.js/lib/languages/powershell') },
  python: { load: () => import('highlight.js/lib/languages/python') },
  r: { load: () => import('highlight.js/lib/languages/r') },
  ruby: { load: () => import('highlight.js/lib/languages/ruby') },
  rust: { load: () => import('highlight.js/lib/languages/rust') },
  scala: { load: () => import('highlight.js/lib/languages/scala') },
  scss: { load: () => import('highlight.js/lib/languages/scss') },
  shell: { load: () => import('highlight.js/lib/languages/shell'), inside: ['bash'] },
  sql: { load: () => import('highlight.js/lib/languages/sql') },
  swift: { load: () => import('highlight.js/lib/languages/swift') },
  typescript: { load: () => import('highlight.js/lib/languages/typescript') },
  xml: { load: () => import('highlight.js/lib/languages/xml'), inside: ['css', 'javascript'] },
  yaml: { load: () => import('highlight.js/lib/languages/yaml') },
};

/** Other names of the same, as blocks of code and the ends of file names say them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{ sh: 'bash', zsh: 'bash', console: 'shell', shellsession: 'shell', h: 'c', 'c++': 'cpp', cc: 'cpp', cxx: 'cpp', hpp: 'cpp' },
  ...{ cs: 'csharp', 'c#': 'csharp', patch: 'diff', docker: 'dockerfile', golang: 'go', toml: 'ini', conf: 'ini', cfg: 'ini' },
  ...{ js: 'javascript', jsx: 'javascript', mjs: 'javascript', cjs: 'javascript', jsonc: 'json', json5: 'json', ipynb: 'json' },
  ...{ kt: 'kotlin', kts: 'kotlin', make: 'makefile', mk: 'makefile', md: 'markdown', ps1: 'powershell', pwsh: 'powershell' },
  ...{ py: 'python', python3: 'python', rb: 'ruby', rs: 'rust', sass: 'scss', less: 'scss', ts: 'typescript', tsx: 'typescript' },
  ...{ mts: 'typescript', cts: 'typescript', html: 'xml', htm: 'xml', svg: 'xml', vue: 'xml', xhtml: 'xml', yml: 'yaml' },
};

/** A language and those inside it, ready to be loaded; empty where `name` is none that is coloured. */
export function languagesOf(name: string): { name: string; load: () => Loaded }[] {
  const lower = name.toLowerCase();
  const id = OTHER_NAMES[lower] ?? lower;
  if (!Object.hasOwn(LANGUAGES, id)) return [];
  return [id, ...(LANGUAGES[id]?.inside ?? [])].flatMap((one) => {
    const language = LANGUAGES[one];
    return language === undefined ? [] : [{ name: one, load: language.load }];
  });
}

export const CODE_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);
