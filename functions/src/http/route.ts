import { type Access, type Answers, API, type Operation, type Reply, takesBody, type Versioning } from '@oma/contract';
import type { Context, Hono } from 'hono';
import type * as z from 'zod';
import { type ApiDeps, MAX_BODY_BYTES } from './api-deps.ts';
import { joinCallersTrace, parseBody } from './json-app.ts';
import { type Member, type Person, requireAdmin, requireMember, requirePerson } from './person.ts';
import { fieldErrors, ProblemError } from './problem.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/** Who the caller of each kind of operation turned out to be. */
type Callers = { public: Visitor; person: Person; member: Member; admin: Person };
/** What `If-Match` said. */
type Versions = { none: null; shown: null; edited: number };

/** A call that may be answered: authorised, its parts parsed. */
export type Call<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, V extends Versioning> = {
  caller: Callers[A];
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  version: Versions[V];
};

/** Hangs a handler into the app, behind what its operation asks for. */
export type Router = <
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  V extends Versioning,
  R extends Answers,
>(
  told: Operation<A, P, Q, B, V, R>,
  handle: (call: Call<A, P, Q, B, V>) => Promise<Reply<R>>,
) => void;

/**
 * The one way in: who calls is asked first, then what the address, the headers and the body say; only then the handler is called. Throws a `ProblemError`
 * for whatever is not as the operation says.
 */
export function router(app: Hono, deps: ApiDeps): Router {
  const callers: { [A in Access]: (context: Context) => Promise<Callers[A]> } = {
    public: (context) => Promise.resolve(visitorOf(context)),
    person: (context) => requirePerson(context, deps.verifyIdToken),
    member: (context) => requireMember(context, deps.verifyIdToken, deps.documents),
    admin: (context) => requireAdmin(context, deps),
  };
  return (told, handle) => {
    app.on(told.method, patternOf(told.path), async (context) => {
      const caller = await callers[told.access](context);
      if (told.access !== 'public') joinCallersTrace(context);
      const params = told.params.safeParse(context.req.param());
      if (!params.success) throw new ProblemError('not_found', 'There is nothing at this address.');
      const query = told.query.safeParse(context.req.query());
      if (!query.success) throw new ProblemError('invalid', 'The query is not valid; see errors.', { errors: fieldErrors(query.error) });
      const version = VERSIONS[told.versioning](context);
      const body = takesBody(told) ? await parseBody(context, told.body, MAX_BODY_BYTES) : told.body.parse(undefined);
      return respond(told, await handle({ caller, params: params.data, query: query.data, body, version }));
    });
  };
}

/** A parameter called `path` takes the rest of the address, slashes too. */
const patternOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'path' ? ':path{[^]+}' : `:${name}`));

/**
 * Answers a method that an address does not take with those that it takes. Goes before the handlers: an address without parameters, as `/api/agents/import`,
 * must not be taken for one with them.
 */
export function refuseOtherMethods(app: Hono): void {
  const methods = new Map<string, string[]>();
  for (const told of Object.values(API).flatMap((chapter) => Object.values(chapter)))
    methods.set(told.path, [...(methods.get(told.path) ?? []), told.method]);
  const addresses = [...methods]
    .sort(([one], [other]) => Number(one.includes('{')) - Number(other.includes('{')))
    .map(([path, allowed]) => ({ pattern: new RegExp(`^${path.replace('{path}', '.+').replaceAll(/\{\w+\}/g, '[^/]+')}$`, 's'), allowed }));
  app.use(async ({ req: { path, method } }, next) => {
    const allowed = addresses.find(({ pattern }) => pattern.test(path))?.allowed;
    if (allowed !== undefined && !allowed.includes(method === 'HEAD' ? 'GET' : method))
      throw new ProblemError('method_not_allowed', `This address takes ${allowed.join(', ')}.`, { headers: { allow: allowed.join(', ') } });
    await next();
  });
}

const VERSIONS: { [V in Versioning]: (context: Context) => Versions[V] } = {
  none: () => null,
  shown: () => null,
  edited: (context) => {
    const header = context.req.header('if-match');
    if (header === undefined)
      throw new ProblemError('version_required', 'Send If-Match with the version you edited, for example If-Match: "3".');
    const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]);
    if (!Number.isInteger(version)) throw new ProblemError('stale_version', 'If-Match names no version; it looks like "3".');
    return version;
  },
};

/** A handler's answer as it goes out: nothing, a download, or JSON. */
function respond(
  { answers }: { answers: Answers },
  reply: { status: keyof Answers; body: unknown; headers?: Readonly<Record<string, string>> },
): Response {
  const { status, body, headers } = reply;
  const answer = answers[status];
  if (answer === null || answer === undefined) return new Response(null, { status, headers: { ...headers } });
  if ('downloads' in answer) return new Response(body instanceof ReadableStream ? body : String(body), { status, headers: { ...headers } });
  return Response.json(body, { status, headers: { ...headers } });
}

/** The tag of a version, for the answer's head. */
export const versionTag = (version: number): { etag: string } => ({ etag: `"${version}"` });
