import type { ChildProcess } from 'node:child_process';

export type SpawnRequest = {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Whether the model's door is open to the process. Archiving needs none. */
  withModel: boolean;
  /** Whether the agent's own files are in `reference/` of the workspace for it. Archiving must not see them. */
  withReference?: boolean;
  stderr?: 'inherit' | 'ignore' | 'pipe';
};

/** Where Claude Code and everything that touches the workspace's files runs. Paths are those seen from inside. */
export type Container = {
  /** Without the container: on a machine where it cannot exist, with the scripted model only unless allowed otherwise. */
  isReduced: boolean;
  workspace: string;
  home: string;
  /** The folder of the office toolbox, whose `bin` is first on the PATH; null: there is none here. */
  toolbox: string | null;
  /**
   * A folder that nothing inside can reach, seen from outside, for the agent's own files: what lies in its `reference` is in that folder of the workspace, to
   * be read only, for processes that are started with it. Without the container nothing is shown by itself.
   */
  ownFiles: string;
  /** Where the model is reached from inside. */
  modelUrl: string;
  /** The address for the key proxy to listen on, seen from outside. */
  proxyAddress: { path: string } | { port: number; host: string };
  /** Called once the proxy listens, so that a port it chose is known, or its socket may be opened from inside. */
  proxyListens(port: number | null): void;
  spawn(request: SpawnRequest): ChildProcess;
  /** Removes the run's folders. */
  remove(): Promise<void>;
};
