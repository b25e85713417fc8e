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

/** Longer strings and lists than these say nothing new. */
const LONG = 40;
const MANY = 4;

/** Values that a schema allows. `named` are the document's components. */
export function allowedBy(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): fc.Arbitrary<unknown> {
  const follow = (one: JsonSchema) => allowedBy(one, named);
  if (schema.$ref !== undefined) {
    const target = named[schema.$ref.split('/').at(-1) ?? ''];
    if (target === undefined) throw new Error(`no schema is called ${schema.$ref}`);
    return follow(target);
  }
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

function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, step: number): { min: number; max: number } {
  const min = Math.max(minimum ?? (exclusiveMinimum === undefined ? -1_000_000 : exclusiveMinimum + step), -(2 ** 31));
  const max = Math.min(maximum ?? (exclusiveMaximum === undefined ? 1_000_000 : exclusiveMaximum - step), 2 ** 31 - 1);
  return { min: Math.min(min, max), max };
}

function textOf({ format, pattern, minLength = 0, maxLength = LONG }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString());
  if (format === 'date')
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const limits = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONG)) };
  return fc.oneof(fc.string({ ...limits, unit: 'grapheme-ascii' }), fc.constantFrom('김하늘 에이전트', 'x'.repeat(limits.maxLength)));
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
