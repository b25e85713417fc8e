export function buildAll(): Promise<void>;
export function watchAll(options: { siteUrl: string; pages: string; onBuilt: (name: string) => void }): Promise<() => Promise<void>>;
