import type { Step } from './plan.ts';
import type { Change } from './resource.ts';

const quoted = (arg: string): string => (/^[\w@%+=:,./{}-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`);

function lines(change: Change, project: string): string[] {
  switch (change.kind) {
    case 'command': {
      const { args, file } = change.command;
      const line = `gcloud ${args.map((arg) => quoted(file === undefined ? arg : arg.replace('{file}', file.name))).join(' ')} --project=${project}`;
      return file === undefined
        ? [line]
        : [
            line,
            ...file.content
              .trimEnd()
              .split('\n')
              .map((text) => `    ${file.name}: ${text}`),
          ];
    }
    case 'request':
      return [`${change.request.method} ${change.request.url} ${JSON.stringify(change.request.body)}`];
    case 'secret':
      return [
        `gcloud secrets versions add ${change.name} --data-file=- --project=${project}   (the value is asked for, or taken from the variable ${change.name})`,
      ];
    case 'by_hand':
      return [`By hand: ${change.what}`, `    ${change.where}`];
  }
}

/** A step as a person reads it: what it is, why it is there, and every command that would be run. */
export function shownStep({ resource, changes }: Step, project: string): string {
  return [
    `+ ${resource.name}: ${resource.reason}`,
    ...changes.flatMap((change) => lines(change, project)).map((line) => `    ${line}`),
  ].join('\n');
}
