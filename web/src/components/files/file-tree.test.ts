import type { WorkspaceFile } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { fileTree, type Folder } from './file-tree.ts';

const file = (path: string, over: Partial<WorkspaceFile> = {}): WorkspaceFile => ({
  path,
  kind: 'file',
  size: 1,
  sha256: null,
  change: null,
  ...over,
});
const shown = ({ name, folders, files, changes }: Folder): unknown => [name, changes, folders.map(shown), files.map(({ path }) => path)];

describe('the tree of files', () => {
  it('has each folder once, whether it is listed or only told by paths, in the order of the language', () => {
    const files = [
      file('나/2.txt', { change: 'added' }),
      file('나/10.txt'),
      file('가', { kind: 'folder' }),
      file('나/깊이/x', { change: 'changed' }),
      file('다.txt'),
    ];
    expect(shown(fileTree(files, 'ko'))).toEqual([
      '',
      2,
      [
        ['가', 0, [], []],
        ['나', 2, [['깊이', 1, [], ['나/깊이/x']]], ['나/2.txt', '나/10.txt']],
      ],
      ['다.txt'],
    ]);
  });

  it('keeps names apart that look the same, and takes odd ones', () => {
    const names = ['한글'.normalize('NFC'), '한글'.normalize('NFD'), '__proto__', 'constructor/x', '\n'];
    const { files, folders } = fileTree(
      names.map((name) => file(name)),
      'ko',
    );
    expect(files).toHaveLength(4);
    expect(folders.map(({ name }) => name)).toEqual(['constructor']);
  });
});
