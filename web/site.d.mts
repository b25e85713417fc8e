/** What the pages say of the deployment they belong to; throws where `env` lacks it. */
export function siteOf(
  env: Readonly<Record<string, string | undefined>>,
  emulators: boolean,
): { url: string; contact: string; name: string };
