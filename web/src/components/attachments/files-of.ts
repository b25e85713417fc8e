import { msg } from '@lit/localize';
import { toast } from '../toast.ts';

/** The files of what was dropped or pasted. A folder cannot be sent as one; where there are some, that is said. */
export function filesOf(data: DataTransfer): File[] {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const files = items.filter((item) => item.webkitGetAsEntry()?.isDirectory !== true);
  if (files.length < items.length) toast(msg('폴더는 압축 파일로 묶어서 붙여 주세요.', { id: 'attach-folder' }));
  return files.flatMap((item) => item.getAsFile() ?? []);
}
