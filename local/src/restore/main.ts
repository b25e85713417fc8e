import process from 'node:process';
import { reportOf } from './report.ts';
import { restoreDrill } from './restore-drill.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Say which export to restore: npm run restore:try -- FOLDER\n');
  process.exit(1);
}
// Firestore's client obeys it before all else, and would look into another emulator.
delete process.env['FIRESTORE_EMULATOR_HOST'];
const drill = await restoreDrill(process.cwd(), folder, say);
if (!drill.ok) {
  process.stderr.write(`${drill.sentence}\n`);
  process.exit(1);
}
for (const line of reportOf(drill.value)) say(line);
process.exit(drill.value.every(({ documents, readable }) => readable === documents) ? 0 : 1);
