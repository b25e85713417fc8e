import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Environment } from '../../environment.ts';
import type { MonitoringFiles } from '../../monitoring-files.ts';
import { described } from '../described.ts';
import { differs } from '../differs.ts';
import { command, type Change, type Given, type Resource } from '../resource.ts';

const Named = z.looseObject({ name: z.string(), displayName: z.string().default('') });
const Channels = z.array(Named.extend({ type: z.string().default(''), labels: z.record(z.string(), z.string()).default({}) }));
const Policies = z.array(
  Named.extend({ userLabels: z.record(z.string(), z.string()).default({}), notificationChannels: z.array(z.string()).default([]) }),
);
const Dashboards = z.array(Named.extend({ labels: z.record(z.string(), z.string()).default({}), etag: z.string().default('') }));
const Uptimes = z.array(Named);
const Exclusions = z.object({ exclusions: z.array(z.looseObject({ name: z.string(), filter: z.string() })).default([]) });

/**
 * Google fills in and rearranges what it is given of alerts and dashboards, so a label with the hash of the file says which version of it is there. What
 * somebody changes in the console stays until the file changes.
 */
const fingerprint = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);

const file = (name: string, content: unknown, args: readonly string[]): Change => ({
  kind: 'command',
  command: { args, file: { name, content: JSON.stringify(content) } },
});

const readChannels = async ({ cloud }: Given) => Channels.parse((await cloud.read(['beta', 'monitoring', 'channels', 'list'])) ?? []);

/** The channel that writes to an address, if it is there. */
const emailChannel = (channels: z.infer<typeof Channels>, email: string) =>
  channels.find(({ type, labels }) => type === 'email' && labels['email_address'] === email);

/** The names of the mail channels, as Google gave them; what is not there yet is named by its address. */
async function channelNames(given: Given): Promise<string[]> {
  const channels = await readChannels(given);
  return given.environment.alert_emails.map((email) => emailChannel(channels, email)?.name ?? `(the channel of ${email})`);
}

/** The run-book of an alert, as somebody can open it from a mail. */
function withLink(alert: MonitoringFiles['alerts'][number], { repository }: Environment): MonitoringFiles['alerts'][number] {
  const content = alert.documentation.content.replace(
    'docs/OPERATIONS.md#',
    `https://github.com/${repository}/blob/main/docs/OPERATIONS.md#`,
  );
  return { ...alert, documentation: { ...alert.documentation, content } };
}

/** Log-based measures, alerts, the dashboard, the check from outside, and what is kept out of the logs. */
export function monitoring(environment: Environment, files: MonitoringFiles): Resource[] {
  return [
    ...files.exclusions.map(({ name, description, filter }): Resource => ({
      name: `log exclusion ${name}`,
      reason: description,
      permissions: ['logging.sinks.get', 'logging.sinks.update'],
      inspect: async ({ cloud }) => {
        const { exclusions } = Exclusions.parse((await cloud.read(['logging', 'sinks', 'describe', '_Default'])) ?? {});
        const found = exclusions.find((one) => one.name === name);
        if (found?.filter === filter) return [];
        // The separator is given because filters hold commas.
        const value = `^@@^name=${name}@@filter=${filter}`;
        return [
          command(
            'logging',
            'sinks',
            'update',
            '_Default',
            found === undefined ? `--add-exclusion=${value}` : `--update-exclusion=${value}`,
          ),
        ];
      },
    })),
    ...files.metrics.map((metric) => {
      const { name, ...wanted } = metric;
      return described({
        name: `measure ${name}`,
        reason: metric.description,
        permissions: ['logging.logMetrics.create', 'logging.logMetrics.get', 'logging.logMetrics.update'],
        describe: ['logging', 'metrics', 'describe', name],
        wanted,
        create: () => [file('metric.json', wanted, ['logging', 'metrics', 'create', name, '--config-from-file={file}'])],
        update: () => [file('metric.json', wanted, ['logging', 'metrics', 'update', name, '--config-from-file={file}'])],
      });
    }),
    ...environment.alert_emails.map((email): Resource => ({
      name: `notification channel ${email}`,
      reason: 'is told when something is wrong',
      permissions: ['monitoring.notificationChannels.create', 'monitoring.notificationChannels.list'],
      inspect: async (given) => {
        if (emailChannel(await readChannels(given), email) !== undefined) return [];
        return [
          command(
            ...['beta', 'monitoring', 'channels', 'create', '--type=email'],
            `--channel-labels=email_address=${email}`,
            `--display-name=oh-my-agent ${email}`,
          ),
        ];
      },
    })),
    uptimeCheck(environment),
    ...files.alerts
      .map((alert) => withLink(alert, environment))
      .map((alert): Resource => ({
        name: `alert ${alert.displayName}`,
        reason: 'tells by mail; what to do then stands in docs/OPERATIONS.md',
        permissions: ['monitoring.alertPolicies.create', 'monitoring.alertPolicies.list', 'monitoring.alertPolicies.update'],
        inspect: async (given) => {
          const channels = await channelNames(given);
          const policies = Policies.parse((await given.cloud.read(['alpha', 'monitoring', 'policies', 'list'])) ?? []);
          const found = policies.find(({ displayName }) => displayName === alert.displayName);
          const hash = fingerprint(alert);
          const wanted = { ...alert, userLabels: { ...alert.userLabels, fingerprint: hash }, notificationChannels: channels };
          if (found === undefined)
            return [file('alert.json', wanted, ['alpha', 'monitoring', 'policies', 'create', '--policy-from-file={file}'])];
          const isAsWanted = found.userLabels['fingerprint'] === hash && !differs(found.notificationChannels, channels);
          return isAsWanted
            ? []
            : [file('alert.json', wanted, ['alpha', 'monitoring', 'policies', 'update', found.name, '--policy-from-file={file}'])];
        },
      })),
    dashboard(files.dashboard),
  ];
}

/** Asks the site from outside whether it is there: availability as people have it. */
function uptimeCheck({ site_url }: Environment): Resource {
  const displayName = 'oh-my-agent health';
  return {
    name: 'check from outside',
    reason: 'availability as people have it: /api/health through Hosting, every minute from three continents',
    permissions: ['monitoring.uptimeCheckConfigs.create', 'monitoring.uptimeCheckConfigs.delete', 'monitoring.uptimeCheckConfigs.list'],
    inspect: async ({ cloud, environment }) => {
      const checks = Uptimes.parse((await cloud.read(['monitoring', 'uptime', 'list-configs'])) ?? []);
      const host = new URL(site_url).host;
      const found = checks.find((check) => check.displayName === displayName);
      const wanted = {
        monitoredResource: { type: 'uptime_url', labels: { host, project_id: environment.project } },
        httpCheck: { path: '/api/health' },
        period: '60s',
      };
      if (found !== undefined && !differs(found, wanted)) return [];
      const create = command(
        ...['monitoring', 'uptime', 'create', displayName, '--resource-type=uptime-url'],
        `--resource-labels=host=${host},project_id=${environment.project}`,
        ...['--protocol=https', '--path=/api/health', '--period=1', '--timeout=10', '--validate-ssl=true'],
        ...['--matcher-type=matches-json-path', '--json-path=$.ok', '--json-path-matcher-type=exact-match', '--matcher-content=true'],
        '--regions=usa-oregon,europe,asia-pacific',
      );
      return found === undefined ? [create] : [command('monitoring', 'uptime', 'delete', found.name), create];
    },
  };
}

function dashboard(content: MonitoringFiles['dashboard']): Resource {
  return {
    name: `dashboard ${content.displayName}`,
    reason: 'every promise with its measure on one page',
    permissions: ['monitoring.dashboards.create', 'monitoring.dashboards.list', 'monitoring.dashboards.update'],
    inspect: async ({ cloud }) => {
      const dashboards = Dashboards.parse((await cloud.read(['monitoring', 'dashboards', 'list'])) ?? []);
      const found = dashboards.find(({ displayName }) => displayName === content.displayName);
      const hash = `f${fingerprint(content)}`;
      const wanted = { ...content, labels: { ...content.labels, [hash]: '' } };
      if (found === undefined) return [file('dashboard.json', wanted, ['monitoring', 'dashboards', 'create', '--config-from-file={file}'])];
      if (hash in found.labels) return [];
      return [
        file('dashboard.json', { ...wanted, etag: found.etag }, [
          'monitoring',
          'dashboards',
          'update',
          found.name,
          '--config-from-file={file}',
        ]),
      ];
    },
  };
}
