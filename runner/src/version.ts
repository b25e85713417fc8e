/** The platform's version, from the root package.json at build time. */
declare const PLATFORM_VERSION: string | undefined;
export const VERSION = typeof PLATFORM_VERSION === 'string' ? PLATFORM_VERSION : '0.0.0';
