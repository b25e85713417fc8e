import fc from 'fast-check';
import * as z from 'zod';

/** The part of JSON Schema that the API's document uses. */
export type JsonSchema = {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  const?: unknown;
  enum?: unknown[] | undefined;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  allOf?: JsonSchema[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | JsonSchema | undefined;
  items?: JsonSchema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
  format?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  exclusiveMaximum?: number | undefined;
};

export const JsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(JsonSchema).optional(),
    oneOf: z.array(JsonSchema).optional(),
    allOf: z.array(JsonSchema).optional(),
    properties: z.record(z.string(), JsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), JsonSchema]).optional(),
    items: JsonSchema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
  }),
);

/** Strings between these and the longest that are allowed, and longer lists, say nothing new. */
const LONG = 40;
const MANY = 4;
/** What a text or a list is taken to hold that is told no limit: a body may be so long, and a document of the database may not. */
const ENDLESS = 600 * 1024;
const ENDLESS_LIST = 20_000;
/** Half a character, which nothing can store. */
const LONE_HALVES = ['\ud800', 'a\udfff'];
/** The ends of what a calendar, a clock or the database can hold. */
const ODD_DAYS = ['0000-01-01', '0001-01-01', '1969-12-31', '2038-01-19', '9999-12-31'];
const ODD_TIMES = ODD_DAYS.flatMap((day) => ['T00:00:00Z', 'T23:59:59.999999999Z', 'T00:00:00+14:00'].map((time) => `${day}${time}`));
const someDay = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

/** Values that a schema allows. `named` are the document's components. */
export function allowedBy(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  const follow = (one: JsonSchema) => allowedBy(one, named);
  if (schema.$ref !== undefined) return follow(targetOf(schema.$ref, named));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(follow));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer(rangeOf(schema, 1));
    case 'number':
      return fc.double({ ...rangeOf(schema, 0.001), noNaN: true, noDefaultInfinity: true });
    case 'string':
      return textOf(schema);
    case 'array':
      return fc.array(follow(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? MANY, Math.max(MANY, schema.minItems ?? 0)),
      });
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, follow(one)])), {
        requiredKeys: schema.required ?? [],
      });
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function targetOf(reference: string, named: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const target = named[reference.split('/').at(-1) ?? ''];
  if (target === undefined) throw new Error(`no schema is called ${reference}`);
  return target;
}

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, step: number): { min: number; max: number } {
  const min = Math.max(minimum ?? (exclusiveMinimum === undefined ? -1_000_000 : exclusiveMinimum + step), -(2 ** 31));
  const max = Math.min(maximum ?? (exclusiveMaximum === undefined ? 1_000_000 : exclusiveMaximum - step), 2 ** 31 - 1);
  return { min: Math.min(min, max), max };
}

function textOf({ format, pattern, minLength = 0, maxLength = ENDLESS }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.oneof(
      someDay.map((at) => at.toISOString()),
      fc.constantFrom(...ODD_TIMES),
    );
  if (format === 'date')
    return fc.oneof(
      someDay.map((at) => at.toISOString().slice(0, 10)),
      fc.constantFrom(...ODD_DAYS),
    );
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const limits = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONG)) };
  return fc.oneof(
    { weight: 2, arbitrary: fc.string({ ...limits, unit: 'grapheme-ascii' }) },
    { weight: 1, arbitrary: fc.constantFrom('김하늘 에이전트', 'x'.repeat(limits.maxLength), ...LONE_HALVES) },
  );
}

/**
 * Bodies and parameters at the ends of what a schema allows, one end at a time: the longest text, the largest number, the first and the last moment. The first
 * is a plain one, which stands wherever another place is tried.
 */
export function edgesOf(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): unknown[] {
  const follow = (one: JsonSchema) => edgesOf(one, named);
  if (schema.$ref !== undefined) return follow(targetOf(schema.$ref, named));
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.flatMap(follow);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'null':
      return [null];
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return [1, schema.minimum ?? 0, schema.maximum ?? (schema.type === 'integer' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE)];
    case 'string':
      return textEdges(schema);
    case 'array': {
      const items = follow(schema.items ?? {});
      return [...items.map((item) => [item]), Array.from({ length: schema.maxItems ?? ENDLESS_LIST }, () => items[0]), []];
    }
    case 'object': {
      const places = Object.entries(schema.properties ?? {}).map(([name, one]) => ({ name, edges: follow(one) }));
      const plain = Object.fromEntries(
        places.filter(({ name }) => schema.required?.includes(name) === true).map(({ name, edges }) => [name, edges[0]]),
      );
      return [plain, ...places.flatMap(({ name, edges }) => edges.map((edge) => ({ ...plain, [name]: edge })))];
    }
    default:
      return [{}];
  }
}

function textEdges({ format, pattern, maxLength = ENDLESS }: JsonSchema): string[] {
  if (format === 'uuid') return ['00000000-0000-4000-8000-000000000000'];
  if (format === 'date-time') return [new Date(0).toISOString(), ...ODD_TIMES];
  if (format === 'date') return ['2026-11-27', ...ODD_DAYS];
  if (pattern !== undefined) return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 2, seed: 1 });
  return ['x', '', 'x'.repeat(maxLength), '가'.repeat(maxLength), ...LONE_HALVES];
}

const NASTY = [
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '{"$ne":null}',
  '<script>alert(1)</script>',
  'x'.repeat(100_000),
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[[[[[]]]]]],
  true,
];

/** What a schema allows, spoilt in one place: a field of another kind, one too many, one too few; or nothing of the kind at all. */
export function spoilt(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  const nasty = fc.constantFrom<unknown>(...NASTY);
  return fc.oneof(
    { weight: 1, arbitrary: nasty },
    {
      weight: 4,
      arbitrary: fc.tuple(allowedBy(schema, named), fc.nat(), nasty).map(([value, place, other]) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
        const names = Object.keys(value);
        const name = names[place % Math.max(1, names.length)] ?? 'more';
        return place % 3 === 0 ? { ...value, more: other } : { ...value, [name]: other };
      }),
    },
  );
}
