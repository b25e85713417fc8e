import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const SampleLetter = z.object({ name: z.string(), locale: z.string(), subject: z.string(), text: z.string(), html: z.string() });
export type SampleLetter = z.infer<typeof SampleLetter>;

const Templates = z.object({ sampleLetters: z.custom<() => unknown>((value) => typeof value === 'function') });

/** Every letter of the platform with made-up people, from the templates as they were last built. */
export async function readSamples(templatesFile: string): Promise<SampleLetter[]> {
  const version = statSync(templatesFile).mtimeMs;
  const built: unknown = await import(`${pathToFileURL(templatesFile).href}?built=${version}`);
  return z.array(SampleLetter).parse(Templates.parse(built).sampleLetters());
}
