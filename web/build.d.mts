export function buildWeb(options: { outdir: string; emulators: boolean; env?: NodeJS.ProcessEnv }): Promise<unknown>;
export function watchWeb(options: { outdir: string; env: NodeJS.ProcessEnv }): Promise<() => Promise<void>>;
