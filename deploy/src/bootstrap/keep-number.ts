import { readFileSync, writeFileSync } from 'node:fs';

/** Writes the project's number into the environment's file, below the project; the rest of the file stays as it is. */
export function keepProjectNumber(file: string, projectNumber: string): void {
  const text = readFileSync(file, 'utf8');
  const known = /("project_number"\s*:\s*)"[^"]*"/;
  writeFileSync(
    file,
    known.test(text)
      ? text.replace(known, `$1"${projectNumber}"`)
      : text.replace(/^(\s*)("project"\s*:\s*"[^"]*")/m, `$1$2,\n$1"project_number": "${projectNumber}"`),
  );
}
