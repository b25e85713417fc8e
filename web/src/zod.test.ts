import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { allowedBy, JsonSchema, spoilt } from '../../contract/test/schema-arbitrary.ts';

type Checked = { success: boolean; data?: unknown; error?: { issues: readonly { code?: string; path: readonly PropertyKey[] }[] } };
type Schema = { safeParse: (value: unknown) => Checked };

/** Each schema of the contract by its name, as zod makes it and as the pages do. */
const pairs: { name: string; full: z.ZodType; light: Schema }[] = [];

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value && typeof value.safeParse === 'function';

beforeAll(async () => {
  const full = await import('@oma/contract');
  vi.resetModules();
  vi.doMock('zod', () => import('./zod.ts'));
  const light: Readonly<Record<string, unknown>> = await import('@oma/contract');
  for (const [name, schema] of Object.entries(full)) {
    const lightSchema = light[name];
    if (schema instanceof z.ZodType && isSchema(lightSchema)) pairs.push({ name, full: schema, light: lightSchema });
  }
});

/** What a parse says, as far as the pages look at it. */
function said({ success, data, error }: Checked) {
  return success ? { data } : { issues: error?.issues.map(({ code, path }) => ({ code, path })) };
}

test('the schemas of the contract accept, change and refuse the same on the pages', () => {
  expect(pairs.length).toBeGreaterThan(80);
  for (const { name, full, light } of pairs) {
    expect(light, name).not.toBe(full);
    const schema = JsonSchema.parse(z.toJSONSchema(full, { io: 'input', unrepresentable: 'any', reused: 'inline' }));
    fc.assert(
      fc.property(fc.oneof(allowedBy(schema, {}), spoilt(schema, {})), (value) => {
        expect(said(light.safeParse(value)), name).toEqual(said(full.safeParse(value)));
      }),
      { numRuns: 40 },
    );
  }
});
