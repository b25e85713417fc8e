const ours = (...files) => new RegExp(`[\\\\/](?:${files.join('|')})\\.ts$`);

/**
 * Which modules come in one file, each with all that it imports and that is in no group before. Left to itself, a build has a file for every set of pages that share
 * something: a page then comes in sixty files, which weigh a fifth more than the same code together. What a group takes in comes with every page that uses any of
 * it, so it holds what most of those pages use anyway; `budget-check.mjs` says where that goes wrong.
 */
export const GROUPS = [
  // The main page needs these with sign-in; it has no use for those after them.
  { name: 'firebase-auth', test: /[\\/]node_modules[\\/](?:@firebase[\\/](?:auth|app|util|component|logger)|idb)[\\/]/ },
  { name: 'language', test: ours('i18n/localization', 'i18n/remembered') },
  {
    name: 'element',
    test: /[\\/]styles[\\/]shared\.ts$|[\\/]node_modules[\\/](?:lit|lit-html|lit-element|@lit[\\/]reactive-element)[\\/](?!.*directive)|@oxc-project/,
  },
  { name: 'person', test: ours('data/auth', 'components/page-state', 'components/choose-language') },
  // What every page of one element has, whoever looks at it: the calls of the API with what checks their answers, signs, words.
  {
    name: 'page',
    test: ours(
      'data/api',
      'components/oma-icon',
      'components/oma-mark',
      'components/oma-toast',
      'components/toast',
      'components/load-part',
      'text/format',
      'contract/src/(?:api/operation|failure|ids|text|time|user)',
    ),
  },
  {
    name: 'signed-in',
    test: ours(
      'components/oma-frame',
      'components/oma-gate',
      'components/oma-person-menu',
      'data/me',
      'contract/src/document-paths',
      'styles/pill',
    ),
  },
  // Agents, and conversations with them.
  { name: 'agent', test: ours('contract/src/agent', 'contract/src/usage') },
  {
    name: 'work',
    test: ours(
      'data/agent-list',
      'data/sessions',
      'components/agent-icons',
      'components/agents/start-session',
      'components/oma-agent-status',
      'styles/list',
      'text/agent-text',
      'text/phase-text',
    ),
  },
  // What all fields of the form have, also the one that comes behind the others.
  { name: 'fields', test: ours('components/agent-form/field-parts', 'components/agent-form/field-styles') },
  { name: 'session-list', test: ours('components/sessions/oma-session-list') },
].map((group, index, { length }) => ({ ...group, priority: length - index }));
