import * as z from 'zod';

const Ranges = z.record(z.string(), z.string()).optional();
const LockedPackage = z.looseObject({
  link: z.boolean().optional(),
  dependencies: Ranges,
  optionalDependencies: Ranges,
  peerDependencies: Ranges,
  peerDependenciesMeta: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })).optional(),
});
type LockedPackage = z.infer<typeof LockedPackage>;

/** What is read of a package-lock.json; the rest of each package is handed on as it is. */
export const LockFile = z.looseObject({ lockfileVersion: z.literal(3), packages: z.record(z.string(), LockedPackage) });
export type LockFile = z.infer<typeof LockFile>;

export type Manifest = { name: string; version: string; engines: Record<string, string>; dependencies: Record<string, string> };

type Edge = { name: string; isOptional: boolean };

/**
 * The lock file of a folder that holds `manifest` alone, taken from that of the whole project: the versions, addresses and hashes are those that were tested.
 * `workspace` is the folder of the project that the manifest's packages are found from. Throws where the project's lock lacks one, or has one of its own parts
 * for it.
 */
export function lockFileFor(manifest: Manifest, workspace: string, project: LockFile): LockFile {
  const packages: Record<string, LockedPackage> = {};
  /** Where each package of the new folder lies in the project. */
  const sources = new Map<string, string>([['', workspace]]);
  const queue: { place: string; edges: readonly Edge[] }[] = [
    { place: '', edges: Object.keys(manifest.dependencies).map((name) => ({ name, isOptional: false })) },
  ];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    for (const { name, isOptional } of item.edges) {
      const source = find(name, sources.get(item.place) ?? '', (place) => project.packages[place] !== undefined);
      const found = source === null ? undefined : project.packages[source];
      if (source === null || found === undefined) {
        if (isOptional) continue;
        throw new Error(`package-lock.json has no ${name}, which ${item.place || manifest.name} needs`);
      }
      if (found.link === true) throw new Error(`${item.place || manifest.name} needs ${name}, which is a part of this project`);
      const known = find(name, item.place, (place) => sources.has(place));
      if (known !== null && sources.get(known) === source) continue;
      const place = known === null ? `node_modules/${name}` : `${item.place}/node_modules/${name}`;
      sources.set(place, source);
      packages[place] = found;
      queue.push({ place, edges: edgesOf(found) });
    }
  }
  const needed = reachable(packages, manifest);
  const { name, version, engines, dependencies } = manifest;
  const sorted = Object.entries(packages)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, one]): [string, object] => [place, { ...withoutFlags(one), ...(needed.has(place) ? {} : { optional: true }) }]);
  return LockFile.parse({
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, dependencies, engines }, ...Object.fromEntries(sorted) },
  });
}

/** What the project's lock says of who needs a package is not so here. */
const FLAGS = ['dev', 'devOptional', 'peer', 'optional'];
const withoutFlags = (one: LockedPackage): object => Object.fromEntries(Object.entries(one).filter(([name]) => !FLAGS.includes(name)));

/** What a package asks for. Peers that may be missing are taken along only where somebody else needs them. */
const edgesOf = ({
  dependencies = {},
  optionalDependencies = {},
  peerDependencies = {},
  peerDependenciesMeta = {},
}: LockedPackage): Edge[] => [
  ...Object.keys(dependencies)
    .filter((name) => !(name in optionalDependencies))
    .map((name) => ({ name, isOptional: false })),
  ...Object.keys(peerDependencies)
    .filter((name) => peerDependenciesMeta[name]?.optional !== true)
    .map((name) => ({ name, isOptional: false })),
  ...Object.keys(optionalDependencies).map((name) => ({ name, isOptional: true })),
];

/** The place that Node finds `name` in, for a file in `from`: the nearest one on the way up. */
function find(name: string, from: string, has: (place: string) => boolean): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (!folder.endsWith('node_modules') && has(place)) return place;
    if (folder === '') return null;
  }
}

/** The places of what is needed without fail: everything else may be left out where it cannot be installed. */
function reachable(packages: Readonly<Record<string, LockedPackage>>, { dependencies }: Manifest): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = Object.keys(dependencies).map((name) => ({ name, from: '' }));
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    const place = find(item.name, item.from, (one) => packages[one] !== undefined);
    const one = place === null ? undefined : packages[place];
    if (place === null || one === undefined || found.has(place)) continue;
    found.add(place);
    for (const edge of edgesOf(one)) if (!edge.isOptional) queue.push({ name: edge.name, from: place });
  }
  return found;
}
