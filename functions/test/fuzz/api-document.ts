import { openApiDocument } from '@oma/contract';
import * as z from 'zod';
import { JsonSchema } from '../../../contract/test/schema-arbitrary.ts';

const Content = z.record(z.string(), z.object({ schema: JsonSchema.optional() }));
const Parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema: JsonSchema });
const OperationObject = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).default([]),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ content: Content.optional(), headers: z.record(z.string(), z.object({ required: z.boolean() })).default({}) }),
  ),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), OperationObject)),
  components: z.object({ schemas: z.record(z.string(), JsonSchema) }),
});

export type ApiOperation = z.infer<typeof OperationObject> & { path: string; method: string };

/** The OpenAPI document as a client reads it: nothing else is known of the API. */
export function readApiDocument(): { operations: ApiOperation[]; named: Readonly<Record<string, JsonSchema>> } {
  const { paths, components } = Document.parse(JSON.parse(JSON.stringify(openApiDocument('0'))));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ ...told, path, method: method.toUpperCase() })),
  );
  return { operations, named: components.schemas };
}
