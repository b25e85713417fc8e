export function toolboxPlace(): string | null;
export function bringToolbox(given?: { signal?: AbortSignal; folder?: string }): Promise<string | null>;
