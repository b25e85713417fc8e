import { msg, str } from '@lit/localize';
import { ATTACHMENT_LIMITS, isAttachable } from '@oma/contract';
import type { ReactiveControllerHost } from 'lit';
import { ApiError } from '../../data/api.ts';
import { readUpload, sendFile, type Upload } from '../../data/uploads.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { toast } from '../toast.ts';
import type { AttachedFile } from './attached-file.ts';
import { keepFiles, readKeptFiles } from './kept-files.ts';
import './oma-attached-files.ts';

/** The files beside the message that is being written, from being chosen to being sent with it. Those that have gone up outlive a reload. */
export class AttachedFiles {
  entries: readonly AttachedFile[] = [];
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly place: { sessionId: string; keptKey: string };
  private readonly read: typeof readUpload;
  private readonly sending = new Map<number, AbortController>();
  private lastKey = 0;

  /** `keptKey`: under which they are kept in this browser. */
  constructor(
    host: Pick<ReactiveControllerHost, 'requestUpdate'>,
    place: { sessionId: string; keptKey: string },
    read: typeof readUpload = readUpload,
  ) {
    this.host = host;
    this.place = place;
    this.read = read;
    this.giveBack(readKeptFiles(place.keptKey));
  }

  get isSending(): boolean {
    return this.entries.some(({ state }) => state === 'sending');
  }

  /** How many can be sent with a message. */
  get ready(): number {
    return readyOf(this.entries).length;
  }

  add(files: readonly File[]): void {
    // What is refused takes no place of a message.
    const taken = this.entries.filter(({ state }) => state !== 'failed').length;
    const takeable = files.filter((file) => whyNot(file) === null);
    const beyond = new Set(takeable.slice(Math.max(0, ATTACHMENT_LIMITS.per_message - taken)));
    if (beyond.size > 0) {
      toast(
        msg(str`파일은 한 번에 ${ATTACHMENT_LIMITS.per_message}개까지 붙일 수 있어요. 넘은 파일은 붙이지 않았어요.`, {
          id: 'attach-too-many',
        }),
      );
    }
    for (const file of files.filter((one) => !beyond.has(one))) {
      const why = whyNot(file);
      const entry = { key: this.nextKey(), name: file.name.normalize('NFC'), size: file.size };
      this.change([
        ...this.entries,
        why === null ? { ...entry, state: 'sending', share: 0 } : { ...entry, state: 'failed', why, again: null },
      ]);
      if (why === null) void this.send(entry.key, file);
    }
  }

  remove(key: number): void {
    this.sending.get(key)?.abort();
    this.change(this.entries.filter((entry) => entry.key !== key));
  }

  retry(key: number): void {
    const entry = this.entries.find((one) => one.key === key);
    if (entry?.state !== 'failed' || entry.again === null) return;
    this.replace(key, { state: 'sending', share: 0 });
    void this.send(key, entry.again);
  }

  /** Hands over what is ready for a message, by its ids; what failed stays to be seen. */
  take(): string[] {
    const ids = readyOf(this.entries).map(({ id }) => id);
    this.change(this.entries.filter(({ state }) => state !== 'ready'));
    return ids;
  }

  /** Takes back what was not sent, before what is here; all of it, also where that is more than a message may bring. */
  giveBack(uploads: readonly Upload[]): void {
    const known = new Set(readyOf(this.entries).map(({ id }) => id));
    const back = uploads.filter(({ id }) => !known.has(id)).map((upload) => ({ ...upload, key: this.nextKey(), state: 'ready' as const }));
    this.change([...back, ...this.entries]);
    for (const { key, id, name } of back) if (name === '') void this.lookUp(key, id);
  }

  /** Takes all away, and ends what is being sent. */
  clear(): void {
    for (const end of this.sending.values()) end.abort();
    this.change([]);
  }

  /** One that is gone stays as failed, with words. Without a connection it stays as it is: it can be sent without its name. */
  private async lookUp(key: number, id: string): Promise<void> {
    const upload = await this.read(id).catch(() => undefined);
    if (upload === null) this.replace(key, { state: 'failed', why: msg('지워진 파일', { id: 'attachment-gone' }), again: null });
    else if (upload !== undefined) this.replace(key, { state: 'ready', ...upload });
  }

  private async send(key: number, file: File): Promise<void> {
    const end = new AbortController();
    this.sending.set(key, end);
    try {
      const upload = await sendFile(this.place.sessionId, file, {
        onShare: (share) => this.replace(key, { state: 'sending', share }),
        signal: end.signal,
      });
      this.replace(key, { state: 'ready', ...upload });
    } catch (error) {
      this.replace(key, { state: 'failed', why: whyFailed(error), again: file });
    } finally {
      this.sending.delete(key);
    }
  }

  private replace(
    key: number,
    by: { state: 'sending'; share: number } | { state: 'failed'; why: string; again: File | null } | ({ state: 'ready' } & Upload),
  ): void {
    // What was taken away meanwhile does not come back.
    if (!this.entries.some((entry) => entry.key === key)) return;
    this.change(this.entries.map((entry) => (entry.key === key ? { key, name: entry.name, size: entry.size, ...by } : entry)));
  }

  private nextKey(): number {
    this.lastKey += 1;
    return this.lastKey;
  }

  private change(entries: readonly AttachedFile[]): void {
    this.entries = entries;
    keepFiles(this.place.keptKey, readyOf(entries));
    this.host.requestUpdate();
  }
}

const readyOf = (entries: readonly AttachedFile[]): Upload[] =>
  entries.flatMap((entry) => (entry.state === 'ready' ? [{ id: entry.id, name: entry.name, size: entry.size }] : []));

function whyNot({ name, size }: File): string | null {
  if (!isAttachable(name)) return msg('실행 파일은 붙일 수 없어요.', { id: 'attach-program' });
  if (size === 0) return msg('빈 파일이에요.', { id: 'attach-empty' });
  if (size > ATTACHMENT_LIMITS.bytes) {
    const most = formatBytes(ATTACHMENT_LIMITS.bytes);
    return msg(str`${most}까지 붙일 수 있어요.`, { id: 'attach-too-large' });
  }
  return null;
}

function whyFailed(error: unknown): string {
  const code = error instanceof ApiError ? error.code : '';
  if (code === 'rate_limited') return msg('오늘 붙일 수 있는 파일 수를 넘었어요.', { id: 'attach-day' });
  if (code === 'conflict') return msg('닫힌 대화예요. 다시 열고 붙여 주세요.', { id: 'attach-closed' });
  return msg('올리지 못했어요. 연결을 확인해 주세요.', { id: 'attach-failed' });
}
