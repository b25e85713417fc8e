/** Pages whose words are in their own HTML, `src/pages/<page>/page.html`, with a script beside it; and the file each is served as. */
export const STATIC_PAGES = { main: 'index.html', privacy: 'privacy.html', 'api-reference': 'api-reference.html', 'not-found': '404.html' };

/**
 * Pages that are one element, `oma-<page>-page` of `src/pages/<page>/`, in the shell all of them share; served as `<page>.html`. A further page is one more
 * name here; firebase.json says at which address.
 */
export const ELEMENT_PAGES = ['dashboard', 'agents', 'agent', 'sessions', 'workspace', 'account', 'admin', 'decision', 'shared'];

/** The files of `src/i18n/en/` that a page of one element speaks; `npm run check` says where one is missing. */
export const ENGLISH = {
  dashboard: ['base', 'shared'],
  agents: ['base', 'shared', 'agents', 'form'],
  agent: ['base', 'shared', 'acts', 'agent', 'form', 'chat', 'asking'],
  sessions: ['base', 'shared', 'sessions'],
  workspace: ['base', 'shared', 'chat', 'asking', 'files'],
  account: ['base', 'shared', 'account'],
  admin: ['base', 'shared', 'admin'],
  decision: ['base', 'decision'],
  shared: ['base', 'shared', 'chat', 'shared-link'],
};

/** Every page, and the file it is served as. */
export const PAGES = { ...STATIC_PAGES, ...Object.fromEntries(ELEMENT_PAGES.map((page) => [page, `${page}.html`])) };

/** What the main page loads once somebody reaches for sign-in. */
export const ENTER = 'web/src/pages/main/enter.ts';

/** What every page loads after itself, where its person wants it measured. */
export const MEASURE = 'web/src/measuring/measure.ts';

/** The module that each page begins with; that of a page of one element is made up by the build. */
export const entryOf = (page) => (page in STATIC_PAGES ? `web/src/pages/${page}/boot.ts` : `web/page:${page}`);

/** The module of a page that it is nothing without; null where the page is complete in its HTML. */
export const elementModuleOf = (page) => (page in STATIC_PAGES ? null : `web/src/pages/${page}/oma-${page}-page.ts`);
