import type { SecretName } from '../names.ts';
import type { Cloud, Command, Request } from '../cloud.ts';
import type { Environment } from '../environment.ts';

/** One thing that has to be done for a resource to be as it should. */
export type Change =
  /** A command of `gcloud`. */
  | { kind: 'command'; command: Command }
  /** A call of an API that `gcloud` has no command for. */
  | { kind: 'request'; request: Request }
  /** A secret's value, which the person gives and nobody sees. */
  | { kind: 'secret'; name: SecretName }
  /** What Google lets only a person do; it is not an error that it is not done yet. */
  | { kind: 'by_hand'; what: string; where: string };

/** What a resource needs to know: the project as it is now. */
export type Given = {
  environment: Environment;
  cloud: Cloud;
  /** The project's number; a word in its place while the plan is only looked at and the project is not there. */
  projectNumber: string;
};

/** Something of the project that has to be there, and how. */
export type Resource = {
  /** Kind and name, as a person would call it: “queue launches”. */
  name: string;
  /** Why the platform has it. */
  reason: string;
  /** What the person who runs the bootstrap must be allowed to do in the project. */
  permissions: readonly string[];
  /** What is missing for the resource to be as it should; nothing where it is. Reads, and changes nothing. Throws `CloudError`. */
  inspect(given: Given): Promise<readonly Change[]>;
};

/** A command without further ado. */
export const command = (...args: string[]): Change => ({ kind: 'command', command: { args } });
