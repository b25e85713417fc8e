/** A file that a command takes: written to a passing folder, and named in the arguments as `{file}`. */
export type CommandFile = { name: string; content: string };

/** One command line of `gcloud`, without `--project` and `--quiet`, which every command gets. `input` goes to its standard input and is never shown. */
export type Command = { args: readonly string[]; file?: CommandFile; input?: string };

/** A call of one of Google's REST APIs, for what `gcloud` has no command for. */
export type Request = { method: 'POST' | 'PATCH'; url: string; body: unknown };

/**
 * The Google Cloud project that is set up, as its owner reaches it: through `gcloud` as it is signed in on this machine. It exists so that the same plan
 * can be tried against a stand-in.
 */
export type Cloud = {
  /** What a describing or listing command prints, as JSON; null where it is not there, or its API is not switched on yet. Throws `CloudError`. */
  read(args: readonly string[]): Promise<unknown>;
  /** What a GET answers; null as above. Throws `CloudError`. */
  get(url: string): Promise<unknown>;
  /** Changes something. Throws `CloudError`. */
  run(command: Command): Promise<void>;
  /** Throws `CloudError`. */
  send(request: Request): Promise<unknown>;
};

/** A command or request that failed for a reason of its own; `said` is what Google said, for a person. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly said: string;
  constructor(what: string, said: string) {
    super(`${what}: ${said}`);
    this.said = said;
  }
}
