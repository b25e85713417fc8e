// The HTTP API as a page to read, made from its OpenAPI document.

const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
/** A sentence, with what stands in backticks as code. */
const sentence = (text) => escape(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
const code = (text) => `<code>${escape(text)}</code>`;

/** The chapters of the document as HTML: each call with what it takes and what it answers, and after them the named schemas. */
export function apiReference({ paths, tags, components }) {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ ...call, path, method: method.toUpperCase() })),
  );
  const chapters = tags.map(({ name }) => {
    const own = calls.filter((call) => call.tags.includes(name));
    return `<section><h2 id="${escape(name)}">${escape(name)}</h2>${own.map(callOf).join('\n')}</section>`;
  });
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<details id="schema-${escape(name)}"><summary>${code(name)}</summary>${schemaOf(schema)}</details>`,
  );
  const contents = [...tags.map(({ name }) => [name, name]), ['schemas', 'schemas']];
  return [
    `<nav aria-label="API"><ul>${contents.map(([id, name]) => `<li><a href="#${escape(id)}">${escape(name)}</a></li>`).join('')}</ul></nav>`,
    ...chapters,
    `<section><h2 id="schemas">schemas</h2>${schemas.join('\n')}</section>`,
  ].join('\n');
}

function callOf({ operationId, method, path, summary, description, parameters, requestBody, responses }) {
  return `<details id="${escape(operationId)}">
<summary><b>${method}</b> ${code(path)}<span>${sentence(summary)}</span></summary>
<p>${sentence(description)}</p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3><dl>${parameters.map(parameterOf).join('')}</dl>`}
${requestBody === undefined ? '' : `<h3>Body</h3>${contentOf(requestBody.content)}`}
<h3>Answers</h3><dl>${Object.entries(responses).map(answerOf).join('')}</dl>
</details>`;
}

const parameterOf = ({ name, in: place, required, description, schema }) =>
  `<dt>${code(name)} <small>${escape(place)}${required ? ', required' : ''}</small></dt><dd>${description === undefined ? '' : `${sentence(description)} `}${typeOf(schema)}</dd>`;

const answerOf = ([status, { description, content }]) =>
  `<dt>${code(status)}</dt><dd>${sentence(description)}${Number(status) < 400 && content !== undefined ? contentOf(content) : ''}</dd>`;

const contentOf = (content) =>
  Object.entries(content)
    .map(([type, { schema }]) => `<p><small>${escape(type)}</small></p>${schema === undefined ? '' : schemaOf(schema)}`)
    .join('');

/** An object by its fields; anything else in one line. */
function schemaOf(schema) {
  if (schema.properties === undefined) return `<p>${typeOf(schema)}</p>`;
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(
    ([name, field]) =>
      `<dt>${code(name)}${required.has(name) ? '' : ' <small>optional</small>'}</dt><dd>${typeOf(field)}${nestedOf(field)}</dd>`,
  );
  return `<dl>${fields.join('')}</dl>`;
}

/** What lies inside an object that has no name of its own, or inside a list of such. */
function nestedOf(schema) {
  const inner = [schema, schema.items, ...(schema.anyOf ?? [])].find((one) => one?.properties !== undefined);
  return inner === undefined ? '' : schemaOf(inner);
}

const LIMITS = [
  ['minLength', 'at least', 'characters'],
  ['maxLength', 'at most', 'characters'],
  ['minItems', 'at least', 'items'],
  ['maxItems', 'at most', 'items'],
  ['minimum', '≥', ''],
  ['exclusiveMinimum', '>', ''],
  ['maximum', '≤', ''],
  ['exclusiveMaximum', '<', ''],
];

/** What a value may be, in words. */
function typeOf(schema) {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1);
    return `<a href="#schema-${escape(name)}">${escape(name)}</a>`;
  }
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(JSON.stringify(value))).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ');
  const limits = LIMITS.filter(([key]) => schema[key] !== undefined && Math.abs(schema[key]) < Number.MAX_SAFE_INTEGER).map(
    ([key, words, unit]) => `${words} ${schema[key].toLocaleString('en-US')} ${unit}`.trim(),
  );
  const kind = schema.type === 'array' ? `list of ${typeOf(schema.items ?? {})}` : escape(schema.format ?? schema.type ?? 'anything');
  const more = [
    ...limits.map(escape),
    ...(schema.pattern === undefined ? [] : [`like ${code(schema.pattern)}`]),
    ...(schema.default === undefined ? [] : [`default ${code(JSON.stringify(schema.default))}`]),
  ];
  return more.length === 0 ? kind : `${kind}, ${more.join(', ')}`;
}
