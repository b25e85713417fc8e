export function buildWeb(options: { outdir: string; emulators: boolean; watch?: boolean }): Promise<() => Promise<void>>;
