import * as z from 'zod';
import type { Cloud } from '../../cloud.ts';
import type { Environment } from '../../environment.ts';
import type { Resource } from '../resource.ts';

const FIREBASE = 'https://firebase.googleapis.com/v1beta1';
const IDENTITY = 'https://identitytoolkit.googleapis.com';

const Apps = z.object({ apps: z.array(z.object({ appId: z.string() })).default([]) });
const HOSTING = 'https://firebasehosting.googleapis.com/v1beta1';
const Sites = z.object({
  sites: z.array(z.object({ name: z.string(), type: z.string().default(''), appId: z.string().default('') })).default([]),
});
const AuthConfig = z.object({
  authorizedDomains: z.array(z.string()).default([]),
  client: z
    .object({ permissions: z.object({ disabledUserDeletion: z.boolean().default(false) }).default({ disabledUserDeletion: false }) })
    .optional(),
});
const Provider = z.object({ enabled: z.boolean().default(false) });

/** The project as one of Firebase, with the web app whose configuration Hosting gives to the pages (`/__/firebase/init.json`). */
export function firebase({ project }: Environment): Resource[] {
  return [
    {
      name: 'Firebase',
      reason: 'Hosting, sign-in and the functions belong to a Firebase project',
      permissions: ['firebase.projects.update'],
      inspect: async ({ cloud }) =>
        (await cloud.get(`${FIREBASE}/projects/${project}`)) === null
          ? [{ kind: 'request', request: { method: 'POST', url: `${FIREBASE}/projects/${project}:addFirebase`, body: {} } }]
          : [],
    },
    {
      name: 'web app',
      reason: 'its configuration tells the pages which project they belong to',
      permissions: ['firebase.clients.create', 'firebase.clients.list'],
      inspect: async ({ cloud }) => {
        const { apps } = Apps.parse((await cloud.get(`${FIREBASE}/projects/${project}/webApps`)) ?? {});
        return apps.length > 0
          ? []
          : [
              {
                kind: 'request',
                request: { method: 'POST', url: `${FIREBASE}/projects/${project}/webApps`, body: { displayName: 'oh-my-agent' } },
              },
            ];
      },
    },
  ];
}

/** The id of the site that a deploy serves; null where the project has none. Throws `CloudError`. */
export async function defaultSite(cloud: Cloud, project: string): Promise<string | null> {
  const { sites } = Sites.parse((await cloud.get(`${HOSTING}/projects/${project}/sites`)) ?? {});
  return sites.find(({ type }) => type === 'DEFAULT_SITE')?.name.replace(/.*\//, '') ?? null;
}

/** Where the pages are served. Projects do not have one by themselves any more, and a deploy that nobody watches makes none. */
export function hostingSite({ project }: Environment): Resource {
  return {
    name: 'Hosting site',
    reason: 'where the pages are served, knowing the web app whose configuration it gives them',
    permissions: ['firebasehosting.sites.create', 'firebasehosting.sites.list', 'firebasehosting.sites.update'],
    inspect: async ({ cloud }) => {
      const { apps } = Apps.parse((await cloud.get(`${FIREBASE}/projects/${project}/webApps`)) ?? {});
      const appId = apps[0]?.appId ?? '(the web app made above)';
      const { sites } = Sites.parse((await cloud.get(`${HOSTING}/projects/${project}/sites`)) ?? {});
      const found = sites.find(({ type }) => type === 'DEFAULT_SITE');
      if (found !== undefined) {
        if (found.appId !== '') return [];
        const url = `${HOSTING}/${found.name}?updateMask=appId`;
        return [{ kind: 'request', request: { method: 'PATCH', url, body: { appId } } }];
      }
      if (sites.length === 0)
        return [
          { kind: 'request', request: { method: 'POST', url: `${HOSTING}/projects/${project}/sites?siteId=${project}`, body: { appId } } },
        ];
      return [
        {
          kind: 'by_hand',
          what: 'The project has sites of Hosting, and none that is its default. Open the page below and press “Get started”, which makes it.',
          where: `https://console.firebase.google.com/project/${project}/hosting/sites`,
        },
      ];
    },
  };
}

/** Sign-in with Google on the platform's own address. Its OAuth client is made by the console of Firebase alone, at the press of a button. */
export function signIn({ project, site_url }: Environment): Resource[] {
  const config = `${IDENTITY}/admin/v2/projects/${project}/config`;
  const domain = new URL(site_url).host;
  return [
    {
      name: 'sign-in',
      reason:
        'people sign in on the platform’s own address, and delete their account through the platform only, which deletes their data with it',
      permissions: ['firebaseauth.configs.create', 'firebaseauth.configs.get', 'firebaseauth.configs.update'],
      inspect: async ({ cloud }) => {
        const found = await cloud.get(config);
        const { authorizedDomains, client } = AuthConfig.parse(found ?? {});
        const start =
          found === null
            ? [
                {
                  kind: 'request',
                  request: { method: 'POST', url: `${IDENTITY}/v2/projects/${project}/identityPlatform:initializeAuth`, body: {} },
                } as const,
              ]
            : [];
        if (found !== null && authorizedDomains.includes(domain) && client?.permissions.disabledUserDeletion === true) return [];
        const domains = [...new Set([...authorizedDomains, `${project}.firebaseapp.com`, `${project}.web.app`, domain])];
        return [
          ...start,
          {
            kind: 'request',
            request: {
              method: 'PATCH',
              url: `${config}?updateMask=authorizedDomains,client.permissions.disabledUserDeletion`,
              body: { authorizedDomains: domains, client: { permissions: { disabledUserDeletion: true } } },
            },
          },
        ];
      },
    },
    {
      name: 'Google as the way to sign in',
      reason: 'the only way to sign in',
      permissions: ['firebaseauth.configs.get'],
      inspect: async ({ cloud }) => {
        const { enabled } = Provider.parse(
          (await cloud.get(`${IDENTITY}/admin/v2/projects/${project}/defaultSupportedIdpConfigs/google.com`)) ?? {},
        );
        if (enabled) return [];
        return [
          {
            kind: 'by_hand',
            what: 'Open the page below, choose Google, switch it on, choose the address that people may write to, and save. Firebase makes the OAuth client for it, which no command can.',
            where: `https://console.firebase.google.com/project/${project}/authentication/providers`,
          },
        ];
      },
    },
  ];
}
