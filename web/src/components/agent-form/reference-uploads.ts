import { msg, str } from '@lit/localize';
import { bytesOf, isAttachable, REFERENCE_LIMITS, type ReferenceFile, referenceKey } from '@oma/contract';
import type { ReactiveControllerHost } from 'lit';
import { ApiError } from '../../data/api.ts';
import { sendReferenceFile } from '../../data/agent-files.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import type { AttachedFile } from '../attachments/attached-file.ts';

/** The field that the files belong to: what it holds now, and what it holds with one more that has arrived. */
type Field = Pick<ReactiveControllerHost, 'requestUpdate'> & { readonly value: readonly ReferenceFile[]; put(file: ReferenceFile): void };

/** Files on their way to an agent, and those that did not get there. One that has arrived takes the place of one that is called the same. */
export class ReferenceUploads {
  entries: readonly AttachedFile[] = [];
  private readonly field: Field;
  private readonly send: typeof sendReferenceFile;
  private readonly sending = new Map<number, AbortController>();
  private lastKey = 0;

  constructor(field: Field, send: typeof sendReferenceFile = sendReferenceFile) {
    this.field = field;
    this.send = send;
  }

  get isSending(): boolean {
    return this.entries.some(({ state }) => state === 'sending');
  }

  add(files: readonly File[]): void {
    for (const file of files) {
      const name = file.name.normalize('NFC');
      // The newest of a name is meant.
      for (const entry of this.entries.filter((one) => referenceKey(one.name) === referenceKey(name))) this.remove(entry.key);
      this.lastKey += 1;
      const key = this.lastKey;
      this.change([...this.entries, { key, name, size: file.size, state: 'sending', share: 0 }]);
      this.begin(key, file);
    }
  }

  /** A folder is not sent as one; that is said where its files would be. */
  refuseFolders(names: readonly string[]): void {
    const why = msg('폴더는 압축 파일로 묶어서 넣어 주세요.', { id: 'reference-folder' });
    for (const name of names) {
      this.lastKey += 1;
      this.change([...this.entries, { key: this.lastKey, name, size: 0, state: 'failed', why, again: null }]);
    }
  }

  remove(key: number): void {
    this.sending.get(key)?.abort();
    this.sending.delete(key);
    this.change(this.entries.filter((entry) => entry.key !== key));
  }

  retry(key: number): void {
    const entry = this.entries.find((one) => one.key === key);
    if (entry?.state === 'failed' && entry.again !== null) this.begin(key, entry.again);
  }

  /** Ends all that is on its way. */
  end(): void {
    for (const end of this.sending.values()) end.abort();
  }

  private begin(key: number, file: File): void {
    const refusal = this.refusal(key, file);
    if (refusal !== null) {
      this.replace(key, { state: 'failed', ...refusal });
      return;
    }
    this.replace(key, { state: 'sending', share: 0 });
    void this.bring(key, file);
  }

  private async bring(key: number, file: File): Promise<void> {
    const end = new AbortController();
    this.sending.set(key, end);
    try {
      const sent = await this.send(file, { onShare: (share) => this.replace(key, { state: 'sending', share }), signal: end.signal });
      // What was taken away meanwhile does not come back, and the field may have got other files.
      if (!this.entries.some((entry) => entry.key === key)) return;
      const refusal = this.refusal(key, { name: sent.name, size: sent.size });
      if (refusal !== null) {
        this.replace(key, { state: 'failed', why: refusal.why, again: file });
        return;
      }
      this.change(this.entries.filter((entry) => entry.key !== key));
      this.field.put(sent);
    } catch (error) {
      this.replace(key, { state: 'failed', why: whyFailed(error), again: file });
    } finally {
      if (this.sending.get(key) === end) this.sending.delete(key);
    }
  }

  /** Why a file cannot be one of them; `again`: it can once another is gone. Null where it can. */
  private refusal(key: number, file: Pick<File, 'name' | 'size'>): { why: string; again: File | null } | null {
    if (!isAttachable(file.name)) return { why: msg('실행 파일은 넣을 수 없어요.', { id: 'reference-program' }), again: null };
    if (file.size === 0) return { why: msg('빈 파일이에요.', { id: 'attach-empty' }), again: null };
    const again = file instanceof File && file.size <= REFERENCE_LIMITS.bytes ? file : null;
    const coming = this.entries.filter((one) => one.key !== key && one.state === 'sending');
    const replaced = new Set([...coming, file].map(({ name }) => referenceKey(name)));
    const others = [...this.field.value.filter(({ name }) => !replaced.has(referenceKey(name))), ...coming];
    if (bytesOf(others) + file.size > REFERENCE_LIMITS.bytes)
      return { why: msg(str`모두 합해 ${formatBytes(REFERENCE_LIMITS.bytes)}까지 넣을 수 있어요.`, { id: 'reference-too-large' }), again };
    if (others.length >= REFERENCE_LIMITS.files)
      return { why: msg(str`${REFERENCE_LIMITS.files}개까지 넣을 수 있어요.`, { id: 'reference-too-many' }), again };
    return null;
  }

  private replace(key: number, by: { state: 'sending'; share: number } | { state: 'failed'; why: string; again: File | null }): void {
    this.change(this.entries.map((entry) => (entry.key === key ? { key, name: entry.name, size: entry.size, ...by } : entry)));
  }

  private change(entries: readonly AttachedFile[]): void {
    this.entries = entries;
    this.field.requestUpdate();
  }
}

function whyFailed(error: unknown): string {
  if (error instanceof ApiError && error.code === 'rate_limited')
    return msg('오늘 올릴 수 있는 파일 수를 넘었어요.', { id: 'reference-day' });
  if (error instanceof ApiError && error.code === 'conflict')
    return msg(
      str`참고 파일은 모든 에이전트에 합해 ${formatBytes(REFERENCE_LIMITS.person_bytes)}까지 둘 수 있어요. 쓰지 않는 에이전트를 지워 주세요.`,
      {
        id: 'reference-too-much',
      },
    );
  return msg('올리지 못했어요. 연결을 확인해 주세요.', { id: 'attach-failed' });
}
