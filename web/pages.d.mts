export const STATIC_PAGES: Readonly<Record<string, string>>;
export const ELEMENT_PAGES: readonly string[];
export const PAGES: Readonly<Record<string, string>>;
