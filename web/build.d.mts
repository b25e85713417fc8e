import type { Metafile } from 'esbuild';

export function buildWeb(options: { outdir: string; emulators: boolean; env?: NodeJS.ProcessEnv }): Promise<Metafile['outputs']>;
export function watchWeb(options: { outdir: string; env: NodeJS.ProcessEnv }): Promise<() => Promise<void>>;
