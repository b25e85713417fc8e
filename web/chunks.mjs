/**
 * The scripts of a build by their files: `begins` is the module that a file is there for, where there is one; `imports` the files that come with it before it
 * runs; `holds` how much of it is of which module, in bytes. Modules and files are named from the root of the repository.
 */

/** The same, of what esbuild says (`outputs` of its metafile). */
export const scriptsOfEsbuild = (outputs) =>
  Object.fromEntries(
    Object.entries(outputs).map(([file, { entryPoint, imports, inputs }]) => [
      file,
      {
        begins: entryPoint,
        imports: imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
        holds: Object.fromEntries(Object.entries(inputs).map(([module, { bytesInOutput }]) => [module, bytesInOutput])),
      },
    ]),
  );

/** The script files that come with these ones, themselves included. */
export function withImports(scripts, files) {
  const found = new Set();
  const take = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const next of scripts[file].imports) take(next);
  };
  for (const file of files) take(file);
  return [...found];
}

/** The script file that begins with this module, or has it among others. */
export function fileOf(scripts, module) {
  const files = Object.keys(scripts);
  const found = files.find((file) => scripts[file].begins === module) ?? files.find((file) => module in scripts[file].holds);
  if (found === undefined) throw new Error(`the build has no script with ${module}`);
  return found;
}
