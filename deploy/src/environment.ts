import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** A project's id, as Google allows it. https://cloud.google.com/resource-manager/docs/creating-managing-projects */
const ProjectId = z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'is 6 to 30 small letters, digits and hyphens');

/** One deployment of the platform: everything that differs between two of them, and nothing secret. A file of `deploy/environments/`. */
export const Environment = z.strictObject({
  project: ProjectId.refine((id) => !id.startsWith('demo-'), 'may not begin with demo-: that is a project of the emulators'),
  /** The project's number, which `npm run bootstrap` finds out and writes down. */
  project_number: z
    .string()
    .regex(/^\d{6,20}$/)
    .optional(),
  billing_account: z
    .string()
    .regex(
      /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/,
      'is three times six digits and letters A to F, as in 01A2B3-C4D5E6-F7A8B9: gcloud billing accounts list',
    ),
  /** The GitHub repository that may deploy here, and its number: a name can be taken over once its owner has given it up, a number cannot. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'is owner/name'),
  repository_id: z.string().regex(/^\d+$/, 'is a number in quotes'),
  /** Whether pull requests of the repository get a preview channel here. Only for a project without real people. */
  previews: z.boolean().default(false),
  /** Where people reach the pages, without a slash at the end. */
  site_url: z.url({ protocol: /^https$/ }).refine((url) => !url.endsWith('/'), 'ends without a slash'),
  platform_name: z.string().min(1).default('AI Agent Platform'),
  contact_email: z.email(),
  admin_emails: z.array(z.email()).min(1),
  /** Who is told when something is wrong. */
  alert_emails: z.array(z.email()).min(1),
  smtp: z.strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(587),
    user: z.string().min(1),
    from: z.email(),
  }),
  /** What Google may cost a month before mails are sent, in the billing account's currency; what the model costs is bounded by the platform's own budgets. */
  monthly_budget: z.number().int().positive(),
  /** Which part of all messages is traced, from 0 to 1, and where to, if not to Google. */
  trace_sample: z.number().min(0).max(1).default(1),
  trace_endpoint: z.url({ protocol: /^https$/ }).optional(),
  /** How the public functions are made public: by IAM, or, where the organisation refuses `allUsers`, without IAM's check. */
  public_access: z.enum(['iam', 'without_iam_check']).default('iam'),
  /** So many instances of each function are always there: quicker at the first call, and paid for all the time. */
  warm_instances: z.number().int().min(0).max(20).default(0),
});
export type Environment = z.infer<typeof Environment>;

/** Why an environment cannot be used, in sentences for a person. */
export type EnvironmentProblem = { ok: false; sentence: string };

/** What may stay as in the example; everything else says whose the deployment is. */
const MAY_STAY: ReadonlySet<string> = new Set(['platform_name', 'public_access']);

/** Where `value` is still what the example says, at any depth. Pure. */
function leftAsIs(value: unknown, example: unknown, at: readonly string[] = []): string[] {
  if (typeof value === 'string') return value === example && !MAY_STAY.has(at.join('.')) ? [at.join('.')] : [];
  if (typeof value !== 'object' || value === null || typeof example !== 'object' || example === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leftAsIs(inner, Reflect.get(example, key), [...at, key]));
}

/** Reads the text of an environment file; `example`: what the example holds. Pure. Names every problem at once. */
export function parseEnvironment(file: string, text: string, example: unknown): { ok: true; value: Environment } | EnvironmentProblem {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, sentence: `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  const parsed = Environment.safeParse(json);
  const unchanged = leftAsIs(json, example).map((at) => `  ${at}: is still what the example says`);
  if (parsed.success && unchanged.length === 0) return { ok: true, value: parsed.data };
  const problems = (parsed.error?.issues ?? []).map(
    ({ path: [...at], message }) => `  ${at.length === 0 ? 'the file' : at.join('.')}: ${message}`,
  );
  return { ok: false, sentence: `${file} cannot be used yet:\n${[...problems, ...unchanged].join('\n')}` };
}

/** Where the environment `name` is described. */
export const environmentFile = (root: string, name: string): string => path.join(root, 'deploy', 'environments', `${name}.json`);

/** Reads `deploy/environments/{name}.json`. */
export function readEnvironment(root: string, name: string): { ok: true; value: Environment } | EnvironmentProblem {
  const file = environmentFile(root, name);
  const shown = path.relative(root, file);
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    return { ok: false, sentence: `“${name}” is no name of an environment: small letters, digits and hyphens.` };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {
      ok: false,
      sentence: `There is no ${shown}. Copy deploy/environments/example.json there and fill it in; README says what each line means.`,
    };
  }
  return parseEnvironment(shown, text, JSON.parse(readFileSync(environmentFile(root, 'example'), 'utf8')));
}
