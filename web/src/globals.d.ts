/** Set by the build: true where the pages talk to the emulators of a developer's machine. */
declare const EMULATORS: boolean;
/** Set by the build: the address people may write to. */
declare const CONTACT: string;

declare module '*.svg' {
  const source: string;
  export default source;
}
