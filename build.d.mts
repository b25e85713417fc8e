export function buildAll(options: { emulators: boolean }): Promise<void>;
export function watchAll(siteUrl: string, onBuilt: (name: string) => void): Promise<() => Promise<void>>;
