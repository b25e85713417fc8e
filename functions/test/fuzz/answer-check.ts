import * as z from 'zod';
import type { ApiOperation } from './api-document.ts';
import type { JsonSchema } from '../../../contract/test/schema-arbitrary.ts';

/** Headers that a client acts on. */
const TELLING = ['allow', 'content-disposition', 'etag', 'location', 'retry-after'];

/** Checks answers against the document. Each check gives a sentence for what is wrong, or null. */
export class AnswerCheck {
  private readonly named: Readonly<Record<string, JsonSchema>>;
  private readonly schemas = new Map<JsonSchema, z.ZodType>();

  constructor(named: Readonly<Record<string, JsonSchema>>) {
    this.named = named;
  }

  problemOf(operation: ApiOperation, { status, headers, text }: { status: number; headers: Headers; text: string }): string | null {
    if (status >= 500) return `answered ${String(status)}: ${text.slice(0, 200)}`;
    const told = operation.responses[String(status)];
    if (told === undefined) return `answered ${String(status)}, which its document does not tell of: ${text.slice(0, 200)}`;
    const missing = Object.entries(told.headers).find(([name, { required }]) => required && !headers.has(name));
    if (missing !== undefined) return `answered ${String(status)} without its header ${missing[0]}`;
    const untold = TELLING.find((name) => headers.has(name) && !Object.keys(told.headers).some((one) => one.toLowerCase() === name));
    if (untold !== undefined) return `answered ${String(status)} with the header ${untold}, which its document does not tell of`;
    if (told.content === undefined) return text === '' ? null : 'answered something where there is nothing to say';
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const content = told.content[type];
    if (content === undefined) return `answered ${String(status)} as ${type}, which its document does not tell of`;
    if (content.schema === undefined) return null;
    const checked = this.schemaOf(content.schema).safeParse(JSON.parse(text));
    return checked.success
      ? null
      : `answered ${String(status)} outside its schema: ${z.prettifyError(checked.error)}\n${text.slice(0, 400)}`;
  }

  private schemaOf(schema: JsonSchema): z.ZodType {
    const known = this.schemas.get(schema);
    if (known !== undefined) return known;
    const text = JSON.stringify({ ...schema, $defs: this.named }).replaceAll('"#/components/schemas/', '"#/$defs/');
    const made = z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema);
    this.schemas.set(schema, made);
    return made;
  }
}
