import * as z from 'zod';
import { UploadId } from './ids.ts';

/** A file of an agent: what its `reference/` calls it. `id`: of the bytes, which never change. Whether there is such a file the server looks. */
export const ReferenceFile = z.strictObject({ id: UploadId, name: z.string().regex(/^[^/\\]{1,200}$/), size: z.number().int().positive() });
export type ReferenceFile = z.infer<typeof ReferenceFile>;
