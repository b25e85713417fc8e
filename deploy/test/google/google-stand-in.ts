import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Start } from '../../src/program.ts';
import { keyed, takeApart } from './command-line.ts';

type Json = Record<string, unknown>;
type Call = { at: string[]; flag: (name: string) => string | undefined; flags: Map<string, string[]>; input: string };
/** What a command does with the state; a returned value is printed as JSON. */
type Handler = (call: Call) => unknown;

class Refusal extends Error {}
const refuse = (text: string): never => {
  throw new Refusal(text);
};

const seconds = (days: string): string => `${Number(days.replace('d', '')) * 24 * 60 * 60}s`;
const readJson = (file: string | undefined): Json => JSON.parse(readFileSync(file ?? '', 'utf8')) as Json;

/** What `roles/owner` does not hold at the project: owners have it from the policy of each bucket. */
const NOT_OF_OWNERS = new Set([
  'storage.buckets.get',
  'storage.buckets.getIamPolicy',
  'storage.buckets.setIamPolicy',
  'storage.buckets.update',
]);

/** The API that the commands of a group ask, and that has to be switched on for them. */
const API_OF: readonly [RegExp, string][] = [
  [/^(firestore)/, 'firestore'],
  [/^tasks/, 'cloudtasks'],
  [/^artifacts/, 'artifactregistry'],
  [/^secrets/, 'secretmanager'],
  [/^iam/, 'iam'],
  [/^run/, 'run'],
  [/^logging/, 'logging'],
  [/^(?:alpha |beta )?monitoring/, 'monitoring'],
  [/^storage/, 'storage'],
  [/^org-policies/, 'orgpolicy'],
  [/^billing budgets/, 'billingbudgets'],
];

/**
 * A Google Cloud project that keeps state, behind the command lines of `gcloud` and the REST calls that the bootstrap uses: commands, flags and the shape of
 * what is described as `gcloud` 528 has them. Refuses commands and flags it does not know, APIs that are not switched on, and grants to accounts that are
 * not there. Everything done to it is in `changes`.
 */
export class GoogleStandIn {
  readonly project: string;
  readonly number = '123456789012';
  /** Command lines and requests that changed something, in order. */
  readonly changes: string[] = [];
  /** Permissions that the person lacks. */
  readonly denied = new Set<string>();
  /** What stands at an address like `tasks queues/launches`. */
  readonly things = new Map<string, Json>();
  readonly policies = new Map<string, { role: string; members: string[]; condition?: object }[]>();
  readonly apis = new Set(['serviceusage.googleapis.com', 'cloudresourcemanager.googleapis.com', 'cloudbilling.googleapis.com']);
  readonly secretValues = new Map<string, string[]>();
  /** Constraints of the organisation, by name. */
  readonly constraints = new Map<string, Json>();
  #counter = 0;

  constructor(project: string) {
    this.project = project;
  }

  /** Removes a thing behind everybody's back, and who may do what with it. */
  remove(name: string): void {
    this.#there(name);
    this.things.delete(name);
    const [kind = '', ...at] = name.split('/');
    for (const key of this.policies.keys()) if (key.endsWith(`/${at.join('/')}`) && key.includes(kind)) this.policies.delete(key);
  }

  /** In the place of starting `gcloud`. */
  readonly start: Start = (command, args, { input = '' } = {}) => {
    if (command !== 'gcloud') return Promise.reject(new Error(`Only gcloud is played here, not ${command}.`));
    try {
      return Promise.resolve({ code: 0, stdout: JSON.stringify(this.#gcloud(args, input) ?? ''), stderr: '' });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Promise.resolve({ code: 1, stdout: '', stderr: `ERROR: (gcloud.${args.slice(0, 3).join('.')}) ${error.message}` });
    }
  };

  /** In the place of Google's REST hosts: answers status and body. */
  rest(method: string, url: string, body: Json): { status: number; json: unknown } {
    const { host, pathname } = new URL(url);
    if (pathname.endsWith(':testIamPermissions')) {
      const asked = body['permissions'] as string[];
      return {
        status: 200,
        json: { permissions: asked.filter((permission) => !this.denied.has(permission) && !NOT_OF_OWNERS.has(permission)) },
      };
    }
    if (!this.apis.has(host))
      return { status: 403, json: { error: { status: 'PERMISSION_DENIED', details: [{ reason: 'SERVICE_DISABLED' }] } } };
    const kept = (name: string, json: Json | undefined) => {
      this.changes.push(`${method} ${url}`);
      if (json !== undefined) this.things.set(name, { ...this.things.get(name), ...json });
      return { status: 200, json: {} };
    };
    const found = (name: string) => {
      const json = this.things.get(name);
      return json === undefined ? { status: 404, json: { error: { status: 'NOT_FOUND' } } } : { status: 200, json };
    };
    if (host === 'firebase.googleapis.com') {
      if (pathname.endsWith(':addFirebase')) return kept('firebase', { projectId: this.project });
      if (this.things.get('firebase') === undefined) return { status: 404, json: {} };
      if (pathname.endsWith('/webApps')) {
        if (method === 'POST') return kept('web app', { apps: [{ appId: '1:1:web:1' }] });
        return this.things.has('web app') ? found('web app') : { status: 200, json: {} };
      }
      return found('firebase');
    }
    if (host === 'firebasehosting.googleapis.com') {
      const site = this.things.get('site');
      if (method === 'GET') return { status: 200, json: site === undefined ? {} : { sites: [site] } };
      return kept('site', { name: `projects/${this.project}/sites/${this.project}`, type: 'DEFAULT_SITE', ...body });
    }
    if (host === 'identitytoolkit.googleapis.com') {
      if (pathname.endsWith(':initializeAuth')) return kept('sign-in', { authorizedDomains: ['localhost'] });
      if (pathname.endsWith('/google.com')) return found('google sign-in');
      if (method === 'PATCH') return this.things.has('sign-in') ? kept('sign-in', body) : { status: 404, json: {} };
      return found('sign-in');
    }
    return { status: 404, json: {} };
  }

  #gcloud(args: readonly string[], input: string): unknown {
    const { words, flags } = takeApart(args);
    if (flags.get('--project')?.[0] !== this.project || !flags.has('--quiet')) refuse('--project or --quiet is missing');
    for (let length = Math.min(words.length, 6); length > 0; length -= 1) {
      const name = words.slice(0, length).join(' ');
      const known = this.#commands[name];
      if (known === undefined) continue;
      const [allowed, handler] = known;
      const unknown = [...flags.keys()].filter((flag) => !['--project', '--quiet', '--format', ...allowed].includes(flag));
      if (unknown.length > 0) refuse(`unrecognized arguments: ${unknown.join(' ')}`);
      const api = API_OF.find(([pattern]) => pattern.test(name))?.[1];
      if (api !== undefined && !this.apis.has(`${api}.googleapis.com`)) refuse(`API [${api}.googleapis.com] SERVICE_DISABLED`);
      const isReading = /(?:describe|list|list-configs|get-iam-policy|print-access-token)$/.test(name);
      if (!isReading) this.changes.push(args.filter((arg) => arg !== '--quiet' && !arg.startsWith('--project=')).join(' '));
      return handler({ at: words.slice(length), flag: (flag) => flags.get(flag)?.[0], flags, input });
    }
    return refuse(`Invalid choice: '${words.join(' ')}'.`);
  }

  /** As Google does with roles, pools and providers: described still, used no more, and its name taken. */
  softlyRemove(name: string): void {
    this.things.set(name, { ...this.#there(name), ...(name.startsWith('role/') ? { deleted: true } : { state: 'DELETED' }) });
  }
  #isDeleted(name: string): boolean {
    const thing = this.#there(name);
    return thing['deleted'] === true || thing['state'] === 'DELETED';
  }
  #undelete(name: string): void {
    if (!this.#isDeleted(name)) refuse(`FAILED_PRECONDITION: ${name} is not deleted`);
    this.things.set(name, { ...this.#there(name), deleted: undefined, state: 'ACTIVE' });
  }

  #there(name: string): Json {
    return this.things.get(name) ?? refuse(`NOT_FOUND: ${name} was not found`);
  }
  #make(name: string, json: Json): undefined {
    if (this.things.has(name)) refuse(`ALREADY_EXISTS: ${name}`);
    this.things.set(name, json);
  }
  #change(name: string, json: Json): undefined {
    if (this.#isDeleted(name)) refuse(`FAILED_PRECONDITION: ${name} is deleted`);
    this.things.set(name, { ...this.#there(name), ...json });
  }
  #list(kind: string): Json[] {
    return [...this.things].filter(([name]) => name.startsWith(`${kind}/`)).map(([, json]) => json);
  }

  /** The three commands of a policy, for things that are there. */
  #policy(group: string, thing: (at: string) => string | null): Record<string, [string[], Handler]> {
    const key = (at: string): string => {
      const name = thing(at);
      if (name !== null) this.#there(name);
      return `${group}/${at}`;
    };
    const where = ['--location', '--region'];
    return {
      [`${group} get-iam-policy`]: [where, ({ at: [at = ''] }) => ({ bindings: this.policies.get(key(at)) ?? [] })],
      [`${group} add-iam-policy-binding`]: [
        [...where, '--member', '--role', '--condition'],
        ({ at: [at = ''], flag }) => {
          const [member = '', role = ''] = [flag('--member'), flag('--role')];
          this.#checkMember(member);
          this.#checkRole(role);
          const bindings = this.policies.get(key(at)) ?? [];
          const binding = bindings.find((one) => one.role === role && one.condition === undefined);
          if (binding === undefined) bindings.push({ role, members: [member] });
          else binding.members.push(member);
          this.policies.set(key(at), bindings);
        },
      ],
      [`${group} remove-iam-policy-binding`]: [
        [...where, '--member', '--role', '--all'],
        ({ at: [at = ''], flag }) => {
          const binding = this.policies
            .get(key(at))
            ?.find(({ role, members }) => role === flag('--role') && members.includes(flag('--member') ?? ''));
          if (binding === undefined) return refuse('NOT_FOUND: no such binding');
          binding.members = binding.members.filter((member) => member !== flag('--member'));
          return undefined;
        },
      ],
    };
  }

  #checkMember(member: string): void {
    const [, email = ''] = /^serviceAccount:(.*)$/.exec(member) ?? [];
    if (email.endsWith(`@${this.project}.iam.gserviceaccount.com`)) this.#there(`service account/${email}`);
    const [, agent] = /@(gcp-sa-\w+)\.iam/.exec(email) ?? [];
    if (agent !== undefined) this.#there(`agent/${agent.replace('gcp-sa-', '')}`);
  }
  #checkRole(role: string): void {
    const [, own] = /^projects\/[^/]+\/roles\/(\w+)$/.exec(role) ?? [];
    if (own !== undefined && this.#isDeleted(`role/${own}`)) refuse(`INVALID_ARGUMENT: role ${own} is deleted`);
  }

  readonly #commands: Readonly<Record<string, [string[], Handler]>> = {
    'auth print-access-token': [[], () => 'token'],
    'projects describe': [
      [],
      ({ at: [id] }) => (id === this.project ? { projectNumber: this.number, lifecycleState: 'ACTIVE' } : refuse('NOT_FOUND: project')),
    ],
    'services list': [['--enabled'], () => [...this.apis].map((name) => ({ config: { name } }))],
    'services enable': [
      [],
      ({ at }) => {
        if (at.length > 20) refuse('INVALID_ARGUMENT: at most 20 services');
        for (const api of at) this.apis.add(api);
      },
    ],
    'beta services identity create': [
      ['--service'],
      ({ flag }) => this.#make(`agent/${(flag('--service') ?? '').replace('.googleapis.com', '')}`, {}),
    ],
    'billing projects describe': [[], () => this.things.get('billing') ?? { billingAccountName: '', billingEnabled: false }],
    'billing projects link': [
      ['--billing-account'],
      ({ flag }) =>
        void this.things.set('billing', { billingAccountName: `billingAccounts/${flag('--billing-account') ?? ''}`, billingEnabled: true }),
    ],
    'billing budgets list': [['--billing-account'], () => this.#list('budget')],
    'billing budgets create': [
      ['--billing-account', '--display-name', '--budget-amount', '--filter-projects', '--threshold-rule'],
      ({ flag, flags }) => {
        const units = flag('--budget-amount');
        const name = `billingAccounts/x/budgets/${String((this.#counter += 1))}`;
        this.#make(`budget/${name}`, {
          name,
          displayName: flag('--display-name'),
          amount: { specifiedAmount: { units, currencyCode: 'KRW' } },
          thresholdRules: (flags.get('--threshold-rule') ?? []).map((rule) => ({
            thresholdPercent: Number(keyed(rule)['percent']),
            spendBasis: 'CURRENT_SPEND',
          })),
        });
      },
    ],
    'billing budgets update': [
      ['--budget-amount', '--clear-threshold-rules', '--add-threshold-rule'],
      ({ at: [name = ''], flag, flags }) => {
        const units = flag('--budget-amount');
        this.#change(`budget/${name}`, {
          amount: { specifiedAmount: { units, currencyCode: 'KRW' } },
          thresholdRules: (flags.get('--add-threshold-rule') ?? []).map((rule) => ({ thresholdPercent: Number(keyed(rule)['percent']) })),
        });
      },
    ],
    'firestore databases describe': [['--database'], () => this.#there('database')],
    'firestore databases create': [
      ['--database', '--location', '--type', '--delete-protection', '--enable-pitr'],
      ({ flag }) =>
        this.#make('database', {
          name: `projects/${this.project}/databases/${flag('--database') ?? ''}`,
          locationId: flag('--location'),
          type: 'FIRESTORE_NATIVE',
          pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
          deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
        }),
    ],
    'firestore databases update': [
      ['--database', '--delete-protection', '--enable-pitr'],
      () =>
        this.#change('database', {
          pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
          deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
        }),
    ],
    'firestore backups schedules list': [['--database'], () => (this.#there('database'), this.#list('backup'))],
    'firestore backups schedules create': [
      ['--database', '--recurrence', '--retention', '--day-of-week'],
      ({ flag }) => {
        this.#there('database');
        const recurrence = flag('--recurrence') ?? '';
        this.#make(`backup/${recurrence}`, {
          name: `projects/${this.project}/databases/(default)/backupSchedules/${recurrence}`,
          retention: seconds(flag('--retention') ?? ''),
          [`${recurrence}Recurrence`]: {},
        });
      },
    ],
    'firestore fields ttls list': [
      ['--collection-group', '--database'],
      ({ flag }) => (this.#there('database'), this.#list(`ttl/${flag('--collection-group') ?? ''}`)),
    ],
    'firestore fields ttls update': [
      ['--collection-group', '--database', '--enable-ttl', '--async'],
      ({ at: [field = ''], flag }) => {
        const group = flag('--collection-group') ?? '';
        this.#make(`ttl/${group}/${field}`, {
          name: `projects/${this.project}/databases/(default)/collectionGroups/${group}/fields/${field}`,
          ttlConfig: { state: 'CREATING' },
        });
      },
    ],
    'storage buckets describe': [[], ({ at: [url = ''] }) => this.#there(`bucket/${url}`)],
    'storage buckets create': [
      ['--location', '--uniform-bucket-level-access', '--public-access-prevention', '--soft-delete-duration'],
      ({ at: [url = ''], flag }) =>
        this.#make(`bucket/${url}`, {
          location: (flag('--location') ?? '').toUpperCase(),
          uniform_bucket_level_access: true,
          public_access_prevention: 'enforced',
          soft_delete_policy: { retentionDurationSeconds: seconds(flag('--soft-delete-duration') ?? '').replace('s', '') },
        }),
    ],
    'storage buckets update': [
      ['--uniform-bucket-level-access', '--public-access-prevention', '--soft-delete-duration', '--cors-file'],
      ({ at: [url = ''], flag }) =>
        this.#change(`bucket/${url}`, { cors_config: readJson(flag('--cors-file')), public_access_prevention: 'enforced' }),
    ],
    ...this.#policy('storage buckets', (at) => `bucket/${at}`),
    'artifacts repositories describe': [['--location'], ({ at: [name = ''] }) => this.#there(`repository/${name}`)],
    'artifacts repositories create': [
      ['--location', '--repository-format'],
      ({ at: [name = ''] }) => this.#make(`repository/${name}`, { format: 'DOCKER' }),
    ],
    'artifacts repositories set-cleanup-policies': [
      ['--location', '--policy', '--no-dry-run'],
      ({ at: [name = ''], flag }) => {
        const policies = readJson(flag('--policy')) as unknown as { name: string; action: { type: string }; condition?: Json }[];
        const cleanupPolicies = Object.fromEntries(
          policies.map(({ name: id, action, condition, ...rest }) => [
            id,
            {
              id,
              action: action.type.toUpperCase(),
              ...rest,
              ...(condition === undefined ? {} : { condition: { tagState: 'ANY', olderThan: seconds(String(condition['olderThan'])) } }),
            },
          ]),
        );
        this.#change(`repository/${name}`, { cleanupPolicies });
      },
    ],
    ...this.#policy('artifacts repositories', (at) => `repository/${at}`),
    ...Object.fromEntries(
      ['create', 'update'].map((verb): [string, [string[], Handler]] => [
        `tasks queues ${verb}`,
        [
          [
            ...['--location', '--max-dispatches-per-second', '--max-concurrent-dispatches', '--max-attempts'],
            ...['--min-backoff', '--max-backoff', '--max-doublings'],
          ],
          ({ at: [name = ''], flag }) => {
            const json = {
              state: 'RUNNING',
              rateLimits: {
                maxDispatchesPerSecond: Number(flag('--max-dispatches-per-second')),
                maxConcurrentDispatches: Number(flag('--max-concurrent-dispatches')),
              },
              retryConfig: {
                maxAttempts: Number(flag('--max-attempts')),
                minBackoff: flag('--min-backoff'),
                maxBackoff: flag('--max-backoff'),
                maxDoublings: Number(flag('--max-doublings')),
              },
            };
            if (verb === 'create') this.#make(`queue/${name}`, json);
            else this.#change(`queue/${name}`, json);
          },
        ],
      ]),
    ),
    'tasks queues resume': [['--location'], ({ at: [name = ''] }) => this.#change(`queue/${name}`, { state: 'RUNNING' })],
    'tasks queues describe': [['--location'], ({ at: [name = ''] }) => this.#there(`queue/${name}`)],
    ...this.#policy('tasks queues', (at) => `queue/${at}`),
    'secrets describe': [[], ({ at: [name = ''] }) => this.#there(`secret/${name}`)],
    'secrets create': [['--replication-policy', '--locations'], ({ at: [name = ''] }) => this.#make(`secret/${name}`, { name })],
    'secrets versions list': [
      ['--filter', '--limit'],
      ({ at: [name = ''] }) => (this.secretValues.get(name) ?? []).map((_, index) => ({ name: index })),
    ],
    'secrets versions add': [
      ['--data-file'],
      ({ at: [name = ''], input }) => {
        this.#there(`secret/${name}`);
        this.secretValues.set(name, [...(this.secretValues.get(name) ?? []), input]);
      },
    ],
    ...this.#policy('secrets', (at) => `secret/${at}`),
    'iam service-accounts describe': [[], ({ at: [email = ''] }) => this.#there(`service account/${email}`)],
    'iam service-accounts create': [
      ['--display-name'],
      ({ at: [id = ''], flag }) => {
        if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(id)) refuse(`INVALID_ARGUMENT: ${id} is no id of a service account`);
        const email = `${id}@${this.project}.iam.gserviceaccount.com`;
        this.#make(`service account/${email}`, { email, displayName: flag('--display-name') });
      },
    ],
    'iam service-accounts update': [
      ['--display-name'],
      ({ at: [email = ''], flag }) => this.#change(`service account/${email}`, { displayName: flag('--display-name') }),
    ],
    'iam service-accounts enable': [[], ({ at: [email = ''] }) => this.#change(`service account/${email}`, { disabled: false })],
    // Google's own account is there as soon as the API is.
    ...this.#policy('iam service-accounts', (at) =>
      at.endsWith('-compute@developer.gserviceaccount.com') ? null : `service account/${at}`,
    ),
    'iam roles describe': [[], ({ at: [id = ''] }) => this.#there(`role/${id}`)],
    ...Object.fromEntries(
      ['create', 'update'].map((verb): [string, [string[], Handler]] => [
        `iam roles ${verb}`,
        [
          ['--title', '--permissions', '--stage'],
          ({ at: [id = ''], flag }) => {
            const json = { title: flag('--title'), stage: flag('--stage'), includedPermissions: flag('--permissions')?.split(',') };
            if (verb === 'create') this.#make(`role/${id}`, json);
            else this.#change(`role/${id}`, json);
          },
        ],
      ]),
    ),
    'iam workload-identity-pools describe': [['--location'], ({ at: [id = ''] }) => this.#there(`pool/${id}`)],
    'iam workload-identity-pools create': [
      ['--location', '--display-name'],
      ({ at: [id = ''] }) => this.#make(`pool/${id}`, { state: 'ACTIVE' }),
    ],
    'iam roles undelete': [[], ({ at: [id = ''] }) => this.#undelete(`role/${id}`)],
    'iam workload-identity-pools undelete': [['--location'], ({ at: [id = ''] }) => this.#undelete(`pool/${id}`)],
    'iam workload-identity-pools update': [
      ['--location', '--no-disabled'],
      ({ at: [id = ''] }) => this.#change(`pool/${id}`, { disabled: false }),
    ],
    'iam workload-identity-pools providers undelete': [
      ['--location', '--workload-identity-pool'],
      ({ at: [id = ''] }) => this.#undelete(`provider/${id}`),
    ],
    'iam workload-identity-pools providers describe': [
      ['--location', '--workload-identity-pool'],
      ({ at: [id = ''] }) => this.#there(`provider/${id}`),
    ],
    ...Object.fromEntries(
      ['create-oidc', 'update-oidc'].map((verb): [string, [string[], Handler]] => [
        `iam workload-identity-pools providers ${verb}`,
        [
          ['--location', '--workload-identity-pool', '--issuer-uri', '--attribute-mapping', '--attribute-condition', '--no-disabled'],
          ({ at: [id = ''], flag }) => {
            this.#there(`pool/${flag('--workload-identity-pool') ?? ''}`);
            const json = {
              state: 'ACTIVE',
              oidc: { issuerUri: flag('--issuer-uri') },
              attributeMapping: keyed(flag('--attribute-mapping') ?? ''),
              attributeCondition: flag('--attribute-condition'),
            };
            if (verb === 'create-oidc') this.#make(`provider/${id}`, json);
            else this.#change(`provider/${id}`, json);
          },
        ],
      ]),
    ),
    'run jobs describe': [['--region'], ({ at: [name = ''] }) => this.#there(`job/${name}`)],
    'run jobs replace': [
      ['--region'],
      ({ at: [file = ''] }) => {
        const json = parse(readFileSync(file, 'utf8')) as { metadata: { name: string } };
        void this.things.set(`job/${json.metadata.name}`, json);
      },
    ],
    ...this.#policy('run jobs', (at) => `job/${at}`),
    ...this.#policy('projects', () => null),
    'logging sinks describe': [[], ({ at: [name = ''] }) => this.things.get(`sink/${name}`) ?? { name, exclusions: [] }],
    'logging sinks update': [
      ['--add-exclusion', '--update-exclusion'],
      ({ at: [name = ''], flag }) => {
        const exclusion = keyed(flag('--add-exclusion') ?? flag('--update-exclusion') ?? '');
        const sink = this.things.get(`sink/${name}`) ?? { name, exclusions: [] };
        const others = (sink['exclusions'] as Json[]).filter((one) => one['name'] !== exclusion['name']);
        if (flag('--add-exclusion') !== undefined && others.length !== (sink['exclusions'] as Json[]).length)
          refuse('ALREADY_EXISTS: exclusion');
        void this.things.set(`sink/${name}`, { ...sink, exclusions: [...others, exclusion] });
      },
    ],
    'logging metrics describe': [[], ({ at: [name = ''] }) => this.#there(`metric/${name}`)],
    'logging metrics create': [
      ['--config-from-file'],
      ({ at: [name = ''], flag }) => this.#make(`metric/${name}`, { name, ...readJson(flag('--config-from-file')) }),
    ],
    'logging metrics update': [
      ['--config-from-file'],
      ({ at: [name = ''], flag }) => this.#change(`metric/${name}`, readJson(flag('--config-from-file'))),
    ],
    'beta monitoring channels list': [[], () => this.#list('channel')],
    'beta monitoring channels create': [
      ['--type', '--channel-labels', '--display-name'],
      ({ flag }) => {
        const name = `projects/${this.project}/notificationChannels/${String((this.#counter += 1))}`;
        this.#make(`channel/${name}`, { name, type: flag('--type'), labels: keyed(flag('--channel-labels') ?? '') });
      },
    ],
    'alpha monitoring policies list': [[], () => this.#list('alert')],
    'alpha monitoring policies create': [
      ['--policy-from-file'],
      ({ flag }) => {
        const policy = readJson(flag('--policy-from-file'));
        for (const channel of policy['notificationChannels'] as string[]) this.#there(`channel/${channel}`);
        const name = `projects/${this.project}/alertPolicies/${String((this.#counter += 1))}`;
        this.#make(`alert/${name}`, { ...policy, name });
      },
    ],
    'alpha monitoring policies update': [
      ['--policy-from-file'],
      ({ at: [name = ''], flag }) => this.#change(`alert/${name}`, readJson(flag('--policy-from-file'))),
    ],
    'monitoring dashboards list': [[], () => this.#list('dashboard')],
    'monitoring dashboards create': [
      ['--config-from-file'],
      ({ flag }) => {
        const name = `projects/1/dashboards/${String((this.#counter += 1))}`;
        this.#make(`dashboard/${name}`, { ...readJson(flag('--config-from-file')), name, etag: '1' });
      },
    ],
    'monitoring dashboards update': [
      ['--config-from-file'],
      ({ at: [name = ''], flag }) => {
        const json = readJson(flag('--config-from-file'));
        if (json['etag'] !== this.#there(`dashboard/${name}`)['etag']) refuse('ABORTED: etag');
        this.#change(`dashboard/${name}`, json);
      },
    ],
    'monitoring uptime list-configs': [[], () => this.#list('uptime')],
    'monitoring uptime create': [
      [
        ...['--resource-type', '--resource-labels', '--protocol', '--path', '--period', '--timeout', '--validate-ssl', '--regions'],
        ...['--matcher-type', '--json-path', '--json-path-matcher-type', '--matcher-content'],
      ],
      ({ at: [displayName = ''], flag }) => {
        const name = `projects/${this.project}/uptimeCheckConfigs/${String((this.#counter += 1))}`;
        this.#make(`uptime/${name}`, {
          name,
          displayName,
          monitoredResource: { type: 'uptime_url', labels: keyed(flag('--resource-labels') ?? '') },
          httpCheck: { path: flag('--path'), useSsl: true },
          period: `${Number(flag('--period')) * 60}s`,
        });
      },
    ],
    'monitoring uptime delete': [[], ({ at: [name = ''] }) => (this.#there(`uptime/${name}`), void this.things.delete(`uptime/${name}`))],
    'org-policies describe': [
      ['--effective'],
      ({ at: [name = ''] }) => this.constraints.get(name) ?? { spec: { rules: [{ allowAll: true }] } },
    ],
  };
}
