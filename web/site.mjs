/** What the pages say of the deployment they belong to. A developer's machine has an answer for everything; a deployment must say who it is. */
export function siteOf(env, emulators) {
  return {
    /** Where people reach the pages, without a slash at the end. */
    url: required(env, 'SITE_URL', 'the address the pages are served at', emulators && 'http://127.0.0.1:5000').replace(/\/+$/, ''),
    contact: required(
      env,
      'CONTACT_EMAIL',
      'the address that the pages name for questions',
      emulators && (env.ADMIN_EMAILS?.split(',')[0]?.trim() || 'admin@example.com'),
    ),
    name: env.PLATFORM_NAME || 'AI Agent Platform',
  };
}

function required(env, name, what, otherwise) {
  const given = env[name] || otherwise;
  if (!given) throw new Error(`${name}: set ${what}.`);
  return given;
}
