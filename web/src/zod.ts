/**
 * zod as the contract writes it (`z.string().min(1)`), on zod's own mini build, which weighs less than two thirds of it on a page: mini has the same schemas
 * and checks as functions, and here its schemas get the methods that the contract uses. `zod.test.ts` tries the contract's schemas on both.
 */
import * as z from 'zod/mini';

export * from 'zod/mini';

// zod would try to compile its checks; the pages' Content-Security-Policy refuses that, and reports the attempt.
z.config({ jitless: true });

type Method = (...given: never[]) => unknown;
type Check = (...given: never[]) => z.core.$ZodCheck;

export const preprocess = <T extends z.ZodMiniType>(change: (value: unknown) => unknown, schema: T) => z.pipe(z.transform(change), schema);

const strings = [z.string(), z.uuid(), z.url(), z.iso.datetime(), z.iso.date()];
const numbers = [z.number()];
const arrays = [z.array(z.unknown())];
const objects = [z.object({})];
const others = [
  z.boolean(),
  z.date(),
  z.enum(['']),
  z.literal(''),
  z.record(z.string(), z.unknown()),
  z.union([z.unknown()]),
  z.discriminatedUnion('kind', [z.object({ kind: z.literal('') })]),
  z.unknown(),
  z.undefined(),
  z.nullable(z.unknown()),
  z.optional(z.unknown()),
  z._default(z.unknown(), null),
  z.prefault(z.unknown(), null),
  z.catch(z.unknown(), null),
  preprocess((value) => value, z.unknown()),
];

const asMethod =
  (check: Check): Method =>
  (schema: z.ZodMiniType<never>, ...given) =>
    schema.check(check(...given));

/** Gives methods to the classes of these schemas. Not enumerable: zod would copy them to each single schema. */
function give(schemas: readonly z.ZodMiniType[], methods: Readonly<Record<string, Method>>): void {
  for (const [name, method] of Object.entries(methods)) {
    const value = function (this: never, ...given: never[]) {
      return method(this, ...given);
    };
    for (const schema of schemas) Object.defineProperty(Object.getPrototypeOf(schema), name, { value, configurable: true });
  }
}

give([...strings, ...numbers, ...arrays, ...objects, ...others], {
  nullable: z.nullable,
  optional: z.optional,
  default: z._default,
  prefault: z.prefault,
  catch: z.catch,
  refine: asMethod(z.refine),
});
give([...strings, ...arrays], { min: asMethod(z.minLength), max: asMethod(z.maxLength), length: asMethod(z.length) });
give(strings, {
  regex: asMethod(z.regex),
  trim: asMethod(z.trim),
  toLowerCase: asMethod(z.toLowerCase),
  normalize: asMethod(z.normalize),
});
give(numbers, {
  int: asMethod(z.int),
  min: asMethod(z.gte),
  max: asMethod(z.lte),
  positive: asMethod(z.positive),
  nonnegative: asMethod(z.nonnegative),
});
give(objects, {
  extend: z.extend,
  pick: z.pick,
  keyof: z.keyof,
  strict: (schema: z.ZodMiniObject) => z.catchall(schema, z.never()),
});
