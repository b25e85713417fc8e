/** Stands in for `re2js`, which Firestore uses for regular expressions in pipelines. The pages run none, and it is a third of Firestore's weight. */
export const RE2JS = {
  compile(pattern: string): never {
    throw new Error(`no pipelines here, and no regular expressions in them: ${pattern}`);
  },
};
