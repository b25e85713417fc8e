import type { WorkspaceFile } from '@oma/contract';

/** A folder with what is in it. `changes`: how many files below it the last turn added or changed. */
export type Folder = { path: string; name: string; folders: Folder[]; files: WorkspaceFile[]; changes: number };

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The folders that the paths tell of, also those that are not listed themselves. Names stand in the order of the language. */
export function fileTree(files: readonly WorkspaceFile[], locale: string): Folder {
  const root: Folder = { path: '', name: '', folders: [], files: [], changes: 0 };
  const folders = new Map([['', root]]);
  const folderAt = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const folder: Folder = { path, name: nameOf(path), folders: [], files: [], changes: 0 };
    folders.set(path, folder);
    folderAt(parentOf(path)).folders.push(folder);
    return folder;
  };
  for (const file of files) {
    if (file.kind === 'folder') {
      folderAt(file.path);
      continue;
    }
    folderAt(parentOf(file.path)).files.push(file);
    if (file.change === null) continue;
    for (let path = parentOf(file.path); ; path = parentOf(path)) {
      folderAt(path).changes += 1;
      if (path === '') break;
    }
  }
  const { compare } = new Intl.Collator(locale, { numeric: true });
  for (const folder of folders.values()) {
    folder.folders.sort((one, other) => compare(one.name, other.name));
    folder.files.sort((one, other) => compare(nameOf(one.path), nameOf(other.path)));
  }
  return root;
}

/** The last name of a path. */
export const fileNameOf = nameOf;
