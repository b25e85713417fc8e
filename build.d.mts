export function buildAll(options: { emulators: boolean }): Promise<void>;
export function watchAll(onBuilt: (name: string) => void): Promise<() => Promise<void>>;
