import fc from 'fast-check';
import type { ApiOperation } from './api-document.ts';
import { allowedBy, edgesOf, type JsonSchema, spoilt } from '../../../contract/test/schema-arbitrary.ts';

/** A request that the document allows, or one a little beside it. */
export type ApiRequest = { operation: ApiOperation; url: string; headers: Record<string, string>; body: string | undefined };

/** Ids that exist, by the name of the operation's chapter: a fuzzer without them would only ever see 404. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const ODD_IDS = ['x', '0', '%00', '%ff', '%', '..%2f..%2fadmin', '__proto__', 'constructor', '%F0%9F%A4%96', 'a'.repeat(300)];

/** Requests of one operation: most are as the document says, about a third are not. */
export function requestsOf(operation: ApiOperation, named: Readonly<Record<string, JsonSchema>>, pools: Pools): fc.Arbitrary<ApiRequest> {
  const chapter = operation.operationId.split('-')[0] ?? '';
  const parts = operation.parameters.map((parameter) => {
    const known = parameter.in === 'path' && parameter.name === 'id' ? (pools[chapter] ?? []) : [];
    const fitting = allowedBy(parameter.schema, named).map(String);
    const odd = fc.constantFrom(...ODD_IDS);
    const value =
      known.length > 0
        ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fitting }, { weight: 1, arbitrary: odd })
        : fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: parameter.in === 'header' ? fc.constant('*') : odd });
    const isSent =
      parameter.in === 'path'
        ? fc.constant(true)
        : fc.integer({ min: 0, max: 4 }).map((roll) => (parameter.required ? roll > 0 : roll > 2));
    return fc.tuple(fc.constant(parameter), value, isSent);
  });
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema === undefined ? fc.constant(undefined) : bodyOf(schema, named);
  return fc.tuple(fc.tuple(...parts), body).map(([values, sent]) => {
    let url = operation.path;
    const query: string[] = [];
    const headers: Record<string, string> = {};
    for (const [{ name, in: place }, value, isSent] of values) {
      const encoded = ODD_IDS.includes(value) && value.includes('%') ? value : encodeURIComponent(value.toWellFormed());
      if (place === 'path') url = url.replace(`{${name}}`, encoded === '' ? '-' : encoded);
      else if (isSent && place === 'query') query.push(`${name}=${encoded}`);
      else if (isSent && place === 'header') headers[name.toLowerCase()] = value;
    }
    return { operation, url: query.length === 0 ? url : `${url}?${query.join('&')}`, headers, body: sent };
  });
}

/** Requests of one operation with its body, or one parameter of its query, at each end of what the document allows; the id is the first of the pool. */
export function edgeRequestsOf(operation: ApiOperation, named: Readonly<Record<string, JsonSchema>>, pools: Pools): ApiRequest[] {
  const id = pools[operation.operationId.split('-')[0] ?? '']?.[0] ?? 'x';
  const address = operation.path.replace('{id}', id).replaceAll(/\{\w+\}/g, '1');
  const schema = operation.requestBody?.content['application/json']?.schema;
  const request = (url: string, body: string | undefined): ApiRequest => ({ operation, url, headers: {}, body });
  return [
    ...(schema === undefined ? [] : edgesOf(schema, named).map((body) => request(address, JSON.stringify(body)))),
    ...operation.parameters
      .filter((parameter) => parameter.in === 'query')
      .flatMap((parameter) => edgesOf(parameter.schema, named).map((value) => ({ name: parameter.name, value: String(value) })))
      .map(({ name, value }) => request(`${address}?${name}=${encodeURIComponent(value.toWellFormed())}`, undefined)),
  ];
}

const bodyOf = (schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: allowedBy(schema, named).map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: spoilt(schema, named).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '', '{', 'null', '[]', '"text"', '\u0000') },
  );
