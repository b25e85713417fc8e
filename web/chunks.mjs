/** The script files that come with these ones, themselves included: what they import before they run. `outputs` is what esbuild's metafile says of each. */
export function withImports(outputs, files) {
  const found = new Set();
  const take = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') take(path);
  };
  for (const file of files) take(file);
  return [...found];
}

/** The script file that begins with this module. */
export function fileOf(outputs, module) {
  const found = Object.keys(outputs).find((file) => outputs[file].entryPoint === module);
  if (found === undefined) throw new Error(`the build has no script that begins with ${module}`);
  return found;
}
