import type { ReactiveControllerHost } from 'lit';
import type { NewQuestion } from '../../data/messages.ts';
import type { AttachedFiles } from '../attachments/attached-files.ts';
import { keepFiles, readKeptFiles, unnamed } from '../attachments/kept-files.ts';
import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';
import { loadPart } from '../load-part.ts';
import { excerpt } from './excerpt.ts';
import { type Edit, forgetEdit, keepEdit, readEdit } from './kept-edit.ts';

/** Whose message it is, and of which conversation. */
type Place = { uid: string; sessionId: string };

/** A text, with the files beside it once they are listed. `kept`: the ids of those that are not listed yet; another window of the conversation may keep others. */
type Writing = { text: string; files: AttachedFiles | null; kept: readonly string[] };

/** `isChanged`: ending it would lose something. */
type Editing = Writing & Edit & { isChanged: boolean };

const loadFiles = async (): Promise<typeof AttachedFiles | null> =>
  (await loadPart(() => import('../attachments/attached-files.ts')))?.AttachedFiles ?? null;

/**
 * What is being written in one conversation: its draft, or a question anew, which has a text and files of its own while the draft waits. Both are kept in this
 * browser until they are sent.
 */
export class Composition {
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly loadFiles: typeof loadFiles;
  /** Null until it is known. */
  private place: Place | null = null;
  private draft: Writing = { text: '', files: null, kept: [] };
  private editing: Editing | null = null;
  /** What was attached before the place was known. */
  private early: readonly File[] = [];

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, load = loadFiles) {
    this.host = host;
    this.loadFiles = load;
  }

  get text(): string {
    return this.current.text;
  }

  /** The files beside what is being written; null while there are none. */
  get files(): AttachedFiles | null {
    return this.current.files;
  }

  get edit(): Readonly<Edit> | null {
    return this.editing;
  }

  /** Whether beginning another edit would lose something. */
  get isEditChanged(): boolean {
    return this.editing?.isChanged === true;
  }

  /** From now on it is about this conversation of this person, and shows what is kept of it. Whoever is quick has written before it was known who they are. */
  turnTo(uid: string, sessionId: string): void {
    const place = uid === '' || sessionId === '' ? null : { uid, sessionId };
    if (place?.uid === this.place?.uid && place?.sessionId === this.place?.sessionId) return;
    const { text } = this.place === null ? this.draft : { text: '' };
    const { early } = this;
    this.place = place;
    this.early = [];
    this.draft = { text: place === null ? '' : readKept(keptKeys.message(uid, sessionId)), files: null, kept: [] };
    const edit = place === null ? null : readEdit(uid, sessionId);
    this.editing = edit === null ? null : { ...edit, files: null, kept: [], isChanged: true };
    this.showKeptFiles();
    if (text !== '') this.add(text);
    void this.attach(early);
  }

  write(text: string): void {
    this.current.text = text;
    if (this.editing !== null) this.editing.isChanged = true;
    this.keep();
    this.host.requestUpdate();
  }

  /** Puts something behind what is written. */
  add(text: string): void {
    this.write(this.text === '' ? text : `${this.text.trimEnd()}\n\n${text}`);
  }

  /** Begins to write a question anew, with the files that came with it, in place of another that was being written anew. */
  editAnew(of: string, content: string, files: readonly string[]): void {
    this.beginEdit({ of, asked: excerpt(content), text: content, files: null, kept: [], isChanged: false }, files);
  }

  /** Ends writing anew: what it was to say is gone, and the draft is there again. */
  endEdit(): void {
    if (this.editing === null || this.place === null) return;
    this.editing.files?.clear();
    keepFiles(this.filesKey(this.place, this.editing), []);
    this.editing = null;
    forgetEdit(this.place.uid, this.place.sessionId);
    this.showKeptFiles();
    this.host.requestUpdate();
  }

  /** Takes back what was not sent, before what was written since: to where it is written anew, else to the draft. */
  giveBack({ content, retryOf, files }: NewQuestion): void {
    if (retryOf !== null && this.editing === null) {
      this.beginEdit({ of: retryOf, asked: excerpt(content), text: content, files: null, kept: [], isChanged: true }, files);
      return;
    }
    const writing = this.editing?.of === retryOf ? this.current : this.draft;
    writing.text = writing.text === '' ? content : `${content}\n\n${writing.text}`;
    this.keep(writing);
    this.giveFiles(writing, files);
    this.host.requestUpdate();
  }

  /** Hands over what is to be sent: nothing of it is here afterwards. `unsaid`: what a message says that only brings files. */
  take(unsaid: string): NewQuestion {
    const { text } = this;
    const question = { content: text.trim() === '' ? unsaid : text, retryOf: this.editing?.of ?? null, files: this.takeFiles() };
    if (this.editing === null) this.write('');
    else this.endEdit();
    return question;
  }

  /** Sends files up, to go with what is being written. */
  async attach(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    if (this.place === null) {
      this.early = [...this.early, ...files];
      return;
    }
    if (this.editing !== null) this.editing.isChanged = true;
    (await this.listFiles(this.current))?.add(files);
  }

  private beginEdit(editing: Editing, files: readonly string[]): void {
    this.endEdit();
    this.editing = editing;
    if (this.place !== null) keepFiles(this.filesKey(this.place, editing), []);
    this.keep();
    this.giveFiles(editing, files);
    this.host.requestUpdate();
  }

  private get current(): Writing {
    return this.editing ?? this.draft;
  }

  private keep(writing = this.current): void {
    if (this.place === null) return;
    const { uid, sessionId } = this.place;
    const key = keptKeys.message(uid, sessionId);
    if (this.editing !== null && writing === this.editing) keepEdit(uid, sessionId, this.editing);
    else if (writing.text === '') forgetKept(key);
    else keepText(key, writing.text);
  }

  private filesKey({ uid, sessionId }: Place, writing: Writing): string {
    return writing === this.editing ? keptKeys.editFiles(uid, sessionId) : keptKeys.files(uid, sessionId);
  }

  private showKeptFiles(): void {
    const { current, place } = this;
    if (place === null || current.files !== null) return;
    current.kept = readKeptFiles(this.filesKey(place, current)).map(({ id }) => id);
    if (current.kept.length > 0) void this.listFiles(current);
  }

  /** They are kept before they are listed: what lists them may not come. */
  private giveFiles(writing: Writing, ids: readonly string[]): void {
    if (ids.length === 0 || this.place === null) return;
    if (writing.files !== null) {
      writing.files.giveBack(ids.map(unnamed));
      return;
    }
    const key = this.filesKey(this.place, writing);
    keepFiles(key, [...ids.map(unnamed), ...readKeptFiles(key).filter(({ id }) => !ids.includes(id))]);
    writing.kept = [...ids, ...writing.kept.filter((id) => !ids.includes(id))];
    if (writing === this.current) void this.listFiles(writing);
  }

  private takeFiles(): string[] {
    const { current, place } = this;
    if (current.files !== null || place === null) return current.files?.take() ?? [];
    const key = this.filesKey(place, current);
    const { kept } = current;
    current.kept = [];
    keepFiles(
      key,
      readKeptFiles(key).filter(({ id }) => !kept.includes(id)),
    );
    return [...kept];
  }

  /** The list of what is beside a writing. Null where it did not come, or the writing is over meanwhile. */
  private async listFiles(writing: Writing): Promise<AttachedFiles | null> {
    const Files = await this.loadFiles();
    const { place } = this;
    if (Files === null || place === null || (writing !== this.draft && writing !== this.editing)) return null;
    writing.files ??= new Files(this.host, { sessionId: place.sessionId, keptKey: this.filesKey(place, writing) });
    this.host.requestUpdate();
    return writing.files;
  }
}
