export function toolboxPlace(): string | null;
export function bringToolbox(given?: { signal?: AbortSignal }): Promise<string | null>;
