/** What a piece of code is; its colour is `--code-<kind>`. */
export const CODE_KINDS = ['keyword', 'text', 'number', 'comment', 'title', 'type', 'name', 'added', 'removed'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** A piece of code; `kind` is null for what has no colour of its own. The pieces of a code, one after the other, are the code. */
export type CodePiece = { text: string; kind: CodeKind | null };

/** The scopes of highlight.js, by their first word. What is not here looks like what it stands in. */
const KIND_OF: Readonly<Record<string, CodeKind | null>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'template-tag': 'keyword',
  'selector-tag': 'keyword',
  bullet: 'keyword',
  string: 'text',
  regexp: 'text',
  char: 'text',
  link: 'text',
  quote: 'comment',
  number: 'number',
  symbol: 'number',
  code: 'text',
  comment: 'comment',
  doctag: 'comment',
  title: 'title',
  section: 'title',
  'selector-id': 'title',
  'selector-class': 'title',
  type: 'type',
  built_in: 'type',
  class: 'type',
  'selector-pseudo': 'type',
  'selector-attr': 'type',
  name: 'keyword',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  variable: 'name',
  'template-variable': 'name',
  meta: 'comment',
  addition: 'added',
  deletion: 'removed',
  subst: null,
};

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** The pieces in what highlight.js answers: text, marks for five signs, and spans. */
export function piecesOf(html: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  const around: (CodeKind | null)[] = [null];
  for (const [given, scope, sign] of html.matchAll(/<span class="([^"]*)">|<\/span>|&(amp|lt|gt|quot|#x27);|[^<&]+/g)) {
    const kind = around.at(-1) ?? null;
    if (scope !== undefined) around.push(kindOf(scope, kind));
    else if (given === '</span>') around.pop();
    else add(pieces, sign === undefined ? given : (SIGNS[sign] ?? given), kind);
  }
  return pieces;
}

function kindOf(scope: string, outer: CodeKind | null): CodeKind | null {
  const [first = ''] = scope.replace(/^hljs-/, '').split(' ');
  const known = KIND_OF[first];
  return known === undefined ? outer : known;
}

function add(pieces: CodePiece[], text: string, kind: CodeKind | null): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ text, kind });
}
