export function buildAll(): Promise<void>;
export function buildFunctions(folder?: string): Promise<void>;
export function buildRunner(folder?: string): Promise<unknown>;
export function watchAll(options: { siteUrl: string; pages: string; onBuilt: (name: string) => void }): Promise<() => Promise<void>>;
