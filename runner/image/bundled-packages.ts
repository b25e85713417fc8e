import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

export const BundledPackage = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });
export type BundledPackage = z.infer<typeof BundledPackage>;

const Metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });

/** The npm packages that esbuild took into a bundle, by the files that its metafile names. */
export function bundledPackages(root: string, metafile: unknown): BundledPackage[] {
  const folders = new Set(
    Object.keys(Metafile.parse(metafile).inputs).flatMap((file) => {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      return folder === undefined ? [] : [folder];
    }),
  );
  return [...folders]
    .map((folder) => BundledPackage.parse(JSON.parse(readFileSync(path.resolve(root, folder, 'package.json'), 'utf8'))))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
