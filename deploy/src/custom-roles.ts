/** A role of the platform's own, where Google's are wider than what is needed. */
export type CustomRole = { id: string; title: string; permissions: readonly string[] };

export const CUSTOM_ROLES = {
  signInAccounts: {
    id: 'omaSignInAccounts',
    title: 'oh-my-agent: look up and delete sign-in accounts',
    permissions: ['firebaseauth.users.get', 'firebaseauth.users.delete'],
  },
  urlSigner: { id: 'omaUrlSigner', title: 'oh-my-agent: sign addresses of objects', permissions: ['iam.serviceAccounts.signBlob'] },
  jobLauncher: {
    id: 'omaJobLauncher',
    title: 'oh-my-agent: start the runner',
    permissions: ['run.jobs.run', 'run.jobs.runWithOverrides'],
  },
  executionKeeper: {
    id: 'omaExecutionKeeper',
    title: 'oh-my-agent: look at and cancel executions',
    permissions: ['run.executions.get', 'run.executions.cancel'],
  },
  deployer: {
    id: 'omaDeployer',
    title: 'oh-my-agent: what firebase-tools reads as it deploys',
    permissions: [
      'artifactregistry.repositories.get',
      'cloudbuild.builds.get',
      'datastore.databases.get',
      'firebase.projects.get',
      'firebaseextensions.instances.list',
      'resourcemanager.projects.get',
      'resourcemanager.projects.getIamPolicy',
      'secretmanager.secrets.get',
      'secretmanager.secrets.getIamPolicy',
      'secretmanager.versions.get',
      'secretmanager.versions.list',
      'serviceusage.services.enable',
      'serviceusage.services.get',
      'serviceusage.services.list',
      'serviceusage.services.use',
    ],
  },
  previewer: {
    id: 'omaPreviewer',
    title: 'oh-my-agent: what a preview channel needs besides Hosting',
    permissions: [
      'cloudfunctions.functions.list',
      'firebase.projects.get',
      'firebaseauth.configs.get',
      'firebaseauth.configs.update',
      'run.services.get',
      'serviceusage.services.get',
      'serviceusage.services.use',
    ],
  },
} as const satisfies Record<string, CustomRole>;

/** How a role of a project is named where it is given. */
export const customRoleName = (project: string, role: CustomRole): string => `projects/${project}/roles/${role.id}`;
