// Fails where a page of a production build brings more script than it may. Bytes are those that travel (gzip).
import path from 'node:path';
import process from 'node:process';
import { buildWeb } from './build.mjs';
import { fileOf } from './chunks.mjs';
import { elementModuleOf, ENGLISH, ENTER, entryOf, PAGES } from './pages.mjs';
import { weigh } from './weigh.mjs';

const KB = 1024;
const OUT = path.join('.local', 'weight');
// Comes with every page.
const FIRST_PAINT = 'web/src/first-paint.ts';

// What each page loads by itself for somebody who is signed in.
const SIGNED_IN = ['web/src/components/oma-person-menu.ts', 'web/src/data/me.ts', 'web/src/data/user.ts'];

/** Each page with what it may bring; `with`: modules that come along. Firebase is counted where people wait for it before they can sign in. */
const BUDGETS = [
  { page: 'main', what: 'before anybody reaches for the button', kb: 15 },
  { page: 'main', what: 'with sign-in ready', with: [ENTER], kb: 46 },
  { page: 'privacy', what: 'in all', kb: 5 },
  { page: 'api-reference', what: 'in all', kb: 5 },
  { page: 'not-found', what: 'in all', kb: 5 },
  { page: 'shared', what: 'without Firebase, before its answers are laid out', withoutFirebase: true, kb: 54 },
  { page: 'decision', what: 'without Firebase', withoutFirebase: true, kb: 34 },
  {
    page: 'dashboard',
    what: 'without Firebase',
    withoutFirebase: true,
    with: [...SIGNED_IN, 'web/src/components/sessions/oma-session-list.ts'],
    kb: 56,
  },
  { page: 'agent', what: 'without Firebase', withoutFirebase: true, with: [...SIGNED_IN, 'web/src/data/settings.ts'], kb: 87 },
  {
    page: 'agents',
    what: 'without Firebase',
    withoutFirebase: true,
    with: [...SIGNED_IN, 'web/src/components/agents/ready-made.ts'],
    kb: 67,
  },
  { page: 'sessions', what: 'without Firebase', withoutFirebase: true, with: SIGNED_IN, kb: 56 },
  { page: 'workspace', what: 'without Firebase, before its answers are laid out', withoutFirebase: true, with: SIGNED_IN, kb: 88 },
  {
    page: 'workspace',
    what: 'without Firebase',
    withoutFirebase: true,
    with: [...SIGNED_IN, 'web/src/text/laid-out-text.ts'],
    kb: 116,
  },
  { page: 'account', what: 'without Firebase', withoutFirebase: true, with: SIGNED_IN, kb: 54 },
  {
    page: 'admin',
    what: 'without Firebase',
    withoutFirebase: true,
    with: [...SIGNED_IN, 'web/src/pages/admin/oma-admin-applications.ts'],
    kb: 58,
  },
];

const env = { SITE_URL: 'https://example.com', CONTACT_EMAIL: 'somebody@example.com' };
const scripts = await buildWeb({ outdir: OUT, emulators: false, env });
const problems = [];

for (const page of Object.keys(PAGES)) {
  if (!BUDGETS.some((budget) => budget.page === page))
    problems.push(`The page "${page}" has no limit: give it one in web/budget-check.mjs.`);
}
for (const { page, what, kb, withoutFirebase = false, with: more = [] } of BUDGETS) {
  const english = (withoutFirebase ? (ENGLISH[page] ?? []) : []).map((part) => `web/src/i18n/en/${part}.ts`);
  const modules = [FIRST_PAINT, entryOf(page), elementModuleOf(page), ...more, ...english].filter((module) => module !== null);
  const { all, ours } = await weigh(
    scripts,
    modules.map((module) => fileOf(scripts, module)),
  );
  const bytes = withoutFirebase ? ours : all;
  const line = `${page}, ${what}: ${bytes} bytes of ${kb * KB}`;
  process.stdout.write(`${line}\n`);
  if (bytes > kb * KB)
    problems.push(`Too heavy: ${line}. See which packages and files it imports, and load later what it does not need at once.`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
