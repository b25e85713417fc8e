export const CACHE: string;
export function succeeds(command: string, args: readonly string[]): boolean;
export function installedHidane(): string | null;
export function javaVersion(): number;
export function canCompile(): boolean;
export function compileHidane(): Promise<boolean>;
