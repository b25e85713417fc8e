import type { Part } from './read-system.ts';

type Purl = (part: Part) => string;
const PURLS: Readonly<Record<Part['kind'], Purl>> = {
  debian: ({ name, version, architecture }) =>
    `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture ?? 'all'}&distro=debian-12`,
  python: ({ name, version }) => `pkg:pypi/${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}@${version}`,
  npm: ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`,
  program: ({ name, version }) => `pkg:generic/${name}@${version}`,
};

/** The bill of materials of the runner's image, in the form of CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). */
export function billOfMaterials(parts: readonly Part[], version: string, at: Date): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: at.toISOString(),
      component: { type: 'container', 'bom-ref': 'runner', name: 'oh-my-agent-runner', version },
    },
    components: parts.map((part) => {
      const purl = PURLS[part.kind](part);
      return {
        type: part.kind === 'program' ? 'application' : 'library',
        'bom-ref': purl,
        name: part.name,
        version: part.version,
        purl,
        ...(part.license === null ? {} : { licenses: [{ license: { name: part.license } }] }),
      };
    }),
  };
}
