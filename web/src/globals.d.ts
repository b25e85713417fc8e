/** Set by the build: true where the pages talk to the emulators of a developer's machine. */
declare const EMULATORS: boolean;

declare module '*.svg' {
  const source: string;
  export default source;
}
