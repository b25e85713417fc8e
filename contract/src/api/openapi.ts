import * as z from 'zod';
import { AdminUsage } from '../admin.ts';
import { Agent, AgentConfig, AgentConfigInput, AgentInput } from '../agent.ts';
import { AgentVersion } from '../agent-version.ts';
import { Application, AuditEntry, Person } from '../beta.ts';
import { MailItem } from '../mail.ts';
import { OperationFigures } from '../operation-figures.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../problem.ts';
import { Session } from '../session.ts';
import { Model } from '../settings.ts';
import { Stats } from '../stats.ts';
import { Usage } from '../usage.ts';
import { UsageCounter } from '../usage-counter.ts';
import { Me } from '../user.ts';
import { type Download, type Operation, problemsOf, takesBody } from './operation.ts';
import { API } from './operations.ts';

type Json = { readonly [key: string]: unknown };

/** The schemas that the document gives a name, as they are asked for and as they are answered; all others stand where they are used. */
const NAMED = {
  input: { AgentConfigInput, AgentInput },
  output: {
    AdminUsage,
    Agent,
    AgentConfig,
    Application,
    AgentVersion,
    AuditEntry,
    MailItem,
    Me,
    Model,
    OperationFigures,
    Person,
    Problem,
    Session,
    Stats,
    Usage,
    UsageCounter,
  },
} as const;

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** The HTTP API as an OpenAPI 3.1 document, made from the schemas that the handlers check with. `version` is the platform's. */
export function openApiDocument(version: string): Json {
  const schemas = new Schemas();
  const problem = schemas.of(Problem, 'output');
  const paths: Record<string, Record<string, Json>> = {};
  for (const [chapter, operations] of Object.entries(API)) {
    for (const [name, told] of Object.entries(operations)) {
      paths[told.path] = {
        ...paths[told.path],
        [told.method.toLowerCase()]: operationObject({ id: `${chapter}-${name}`, chapter, told, schemas, problem }),
      };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'AI Agent Platform',
      version,
      description:
        'Times are ISO 8601 in UTC, money is US dollars, a budget day is one of Asia/Seoul. Unknown fields are refused. A refusal is an RFC 9457 problem with a stable `code`.',
    },
    tags: Object.keys(API).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { person: { type: 'http', scheme: 'bearer', bearerFormat: 'Firebase ID token', description: ACCESS.person } },
      schemas: schemas.named,
    },
  };
}

const ACCESS: Readonly<Record<Operation['access'], string>> = {
  public: 'Anybody may call it.',
  person: 'The ID token of a Google account with a verified address.',
  member: 'A person whose access is approved.',
  admin: 'One of the configured admins.',
};

function operationObject(given: { id: string; chapter: string; told: Operation; schemas: Schemas; problem: Json }): Json {
  const { id, chapter, told, schemas, problem } = given;
  return {
    operationId: id,
    tags: [chapter],
    summary: told.summary,
    description: ACCESS[told.access],
    ...(told.access === 'public' ? {} : { security: [{ person: [] }] }),
    parameters: [
      ...parametersIn('path', told.params, schemas),
      ...parametersIn('query', told.query, schemas),
      ...(told.versioning === 'edited' ? [IF_MATCH] : []),
    ],
    ...(takesBody(told) ? { requestBody: requestBody(told.body, schemas) } : {}),
    responses: { ...answers(told, schemas), ...problems(problemsOf(told), problem) },
  };
}

/** A body that is left out is read as `{}`. */
const requestBody = (body: z.ZodType, schemas: Schemas) => ({
  required: !body.safeParse({}).success,
  content: { [JSON_TYPE]: { schema: schemas.of(body, 'input') } },
});

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The version that was edited, as its ETag says it.',
  schema: { type: 'string', pattern: '^"[0-9]{1,9}"$' },
};

const header = (name: string, description: string, required = true): Json => ({
  [name]: { description, required, schema: { type: 'string' } },
});

const ETAG = header('ETag', 'The version shown, in quotes.');
const LOCATION = header('Location', 'Where what was made can be read.');
const FILE_NAME = header('Content-Disposition', 'The name to save it under. RFC 6266.');

/** What a problem says besides, by its status. */
const PROBLEM_HEADERS: Readonly<Record<number, Json>> = {
  [PROBLEMS.method_not_allowed.status]: header('Allow', 'The methods that the address takes.'),
  [PROBLEMS.stale_version.status]: header('ETag', 'The newest version, in quotes, where `If-Match` named another one.', false),
  [PROBLEMS.rate_limited.status]: header('Retry-After', 'After how many seconds to call again.'),
};

function parametersIn(place: 'path' | 'query', object: z.ZodObject, schemas: Schemas): Json[] {
  return Object.entries<z.core.$ZodType>(object.shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(schema, undefined).success,
    schema: schemas.of(schema, 'input'),
  }));
}

function answers(told: Operation, schemas: Schemas): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(told.answers).map(([status, answer]) => {
      const headers = {
        ...(told.versioning === 'none' ? {} : ETAG),
        ...(told.located && status === '201' ? LOCATION : {}),
        ...(isDownload(answer) ? FILE_NAME : {}),
      };
      return [status, { description: DESCRIPTIONS[status] ?? '', headers, ...contentOf(answer, schemas) }];
    }),
  );
}

const DESCRIPTIONS: Readonly<Record<string, string>> = { 200: 'Done.', 201: 'Made.', 202: 'Begun.', 204: 'Done; there is nothing to say.' };

type Answer = Operation['answers'][200];

const isDownload = (answer: Answer): answer is Download => answer !== null && answer !== undefined && 'downloads' in answer;

function contentOf(answer: Answer, schemas: Schemas): Json {
  if (answer === null || answer === undefined) return {};
  if (isDownload(answer))
    return {
      content: Object.fromEntries(
        answer.downloads.map((type) => [
          type,
          type === JSON_TYPE && answer.json !== undefined ? { schema: schemas.of(answer.json, 'output') } : {},
        ]),
      ),
    };
  return { content: { [JSON_TYPE]: { schema: schemas.of(answer, 'output') } } };
}

/** Problems by status: several codes may share one. */
function problems(codes: readonly ProblemCode[], schema: Json): Record<string, Json> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      String(status),
      {
        description: some.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        headers: PROBLEM_HEADERS[status] ?? {},
        content: { [PROBLEM_TYPE]: { schema } },
      },
    ]),
  );
}

/** JSON Schemas of zod's, with the named ones gathered where OpenAPI looks for them. */
class Schemas {
  readonly named: Record<string, unknown> = {};
  private readonly names = { input: namesOf(NAMED.input), output: namesOf(NAMED.output) };

  of(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
    const { $defs, ...own } = z.toJSONSchema(schema, {
      io,
      metadata: this.names[io],
      override: ({ jsonSchema }) => leaveToFormat(jsonSchema),
    });
    for (const [name, definition] of Object.entries({ ...$defs })) this.keep(name, inComponents(definition));
    delete own.$schema;
    return inComponents(own);
  }

  private keep(name: string, definition: Json): void {
    const known = this.named[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) throw new Error(`two schemas are called ${name}`);
    this.named[name] = definition;
  }
}

function namesOf(schemas: Readonly<Record<string, z.ZodType>>) {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) names.add(schema, { id });
  return names;
}

/** A time or a UUID is told by its format; the pattern of half a page says nothing more. */
function leaveToFormat(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format !== undefined) delete schema.pattern;
}

/** The same with its references led to the components. */
const inComponents = (schema: object): Json =>
  Json.parse(JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')));

const Json = z.record(z.string(), z.unknown());
