// Plain JavaScript without packages: a workflow runs it before anything is installed, to know whom to be.
// Usage: node deploy/identity.mjs ENVIRONMENT deployer|previewer >> "$GITHUB_OUTPUT"
import { readFileSync } from 'node:fs';

const [name = '', account = ''] = process.argv.slice(2);
const file = new URL(`environments/${name}.json`, import.meta.url);
const { project, project_number: number } = JSON.parse(readFileSync(file, 'utf8'));
if (typeof number !== 'string') {
  process.stderr.write(
    `deploy/environments/${name}.json has no project_number: set the project up first (npm run bootstrap -- ${name} --apply).\n`,
  );
  process.exit(1);
}
process.stdout.write(`provider=projects/${number}/locations/global/workloadIdentityPools/github/providers/github\n`);
process.stdout.write(`service_account=oma-${account}@${project}.iam.gserviceaccount.com\n`);
