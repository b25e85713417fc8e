export function buildAll(): Promise<void>;
export function buildFunctions(folder?: string): Promise<void>;
export function buildRunner(): Promise<void>;
export function watchAll(options: { siteUrl: string; pages: string; onBuilt: (name: string) => void }): Promise<() => Promise<void>>;
