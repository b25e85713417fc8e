import type { Me } from '@oma/contract';
import { type SignedIn, signOut, watchSignedIn } from '../data/auth.ts';
import type { Access } from '../data/user.ts';
import { showLocale } from '../i18n/localization.ts';
import { watchChoices } from './choose-language.ts';
import { forgetAllKept } from './kept-text.ts';

/** After a listener was refused, when the next one is tried. */
const LISTEN_AGAIN_MS = 10_000;

/** Why the profile could not be read: nothing answered, or the platform did and had a fault. */
export type Trouble = 'offline' | 'fault';

/** Who looks at this page, for all of its elements: three values of sign-in, the profile once it is known, and access as it is given and taken. */
class Viewer {
  who: SignedIn;
  me: Me | null = null;
  trouble: Trouble | null = null;
  /** Access was withdrawn while this page was open. */
  isWithdrawn = false;
  private readonly hosts = new Set<() => void>();
  private starting: Promise<unknown> | null = null;
  /** The person's access as last heard; what the API says may be older. */
  private heard: Access | null = null;
  /** Whose things the elements of this page may hold. */
  private shownUid: string | null = null;
  private watched: { uid: string; end: (() => void) | null } | null = null;

  /** Tells at each change. Answers a function that ends it. */
  subscribe(onChange: () => void): () => void {
    this.hosts.add(onChange);
    void this.start().catch(() => undefined);
    return () => this.hosts.delete(onChange);
  }

  /** Who is signed in, once that is known. Throws where it cannot be found out, for want of a connection; asked again, it is tried again. */
  async known(): Promise<Exclude<SignedIn, undefined>> {
    await this.start();
    return new Promise((resolve) => {
      const take = (): void => {
        if (this.who === undefined) return;
        this.hosts.delete(take);
        resolve(this.who);
      };
      this.hosts.add(take);
      take();
    });
  }

  private start(): Promise<unknown> {
    return (this.starting ??= watchSignedIn((who) => this.takeSignIn(who)).catch((error: unknown) => {
      this.starting = null;
      throw error;
    }));
  }

  /** Reads the profile anew, with what today has cost. What checks it is loaded for somebody who is signed in only. */
  async refresh(): Promise<void> {
    const uid = this.who?.uid;
    try {
      const { readMe } = await import('../data/me.ts');
      const isWanted = watchChoices();
      const me = await readMe();
      if (uid !== this.who?.uid) return;
      if (this.shownUid !== null && this.shownUid !== me.uid) {
        // Somebody else signed in, here or in another window: nothing that was loaded for the one before may be seen by them.
        location.reload();
        return;
      }
      this.shownUid = me.uid;
      this.trouble = null;
      this.takeMe(me);
      if (isWanted()) await showLocale(me.locale);
      void this.watch(me.uid);
    } catch (error) {
      if (uid !== this.who?.uid) return;
      // A token that the platform refuses is that of an account that was deleted.
      if (isUnauthenticated(error)) await signOut();
      else this.trouble = hasAnswered(error) ? 'fault' : 'offline';
    }
    this.tell();
  }

  private takeSignIn(who: Exclude<SignedIn, undefined>): void {
    const isNew = who?.uid !== this.who?.uid;
    this.who = who;
    if (isNew) this.forget();
    if (who !== null && this.me === null) void this.refresh();
    this.tell();
  }

  private forget(): void {
    this.me = null;
    this.heard = null;
    this.isWithdrawn = false;
    this.watched?.end?.();
    this.watched = null;
  }

  private takeMe(answer: Me): void {
    const me = { ...answer, ...this.heard };
    if (me.beta_approved) this.isWithdrawn = false;
    else if (this.me?.beta_approved === true) this.isWithdrawn = true;
    this.me = me;
  }

  /** Firestore is loaded for somebody who is signed in only. */
  private async watch(uid: string): Promise<void> {
    if (this.watched?.uid === uid) return;
    this.watched?.end?.();
    const watched: NonNullable<Viewer['watched']> = { uid, end: null };
    this.watched = watched;
    const { watchAccess } = await import('../data/user.ts');
    const end = await watchAccess(uid, {
      onValue: (access) => this.hear(uid, access),
      onRefused: () => {
        void this.refresh();
        setTimeout(() => {
          if (this.watched !== watched) return;
          watched.end?.();
          this.watched = null;
          void this.watch(uid);
        }, LISTEN_AGAIN_MS);
      },
    });
    if (this.watched === watched) watched.end = end;
    else end();
  }

  private hear(uid: string, access: Access | null): void {
    if (this.watched?.uid !== uid) return;
    if (access === null) {
      // Deleted, in this window or anywhere else.
      forgetAllKept(uid);
      void signOut();
      return;
    }
    this.heard = access;
    if (this.me === null) return;
    const before = this.me;
    this.takeMe(before);
    this.tell();
    // With access come a budget and all else that only the API tells.
    if (before.beta_approved !== access.beta_approved) void this.refresh();
  }

  private tell(): void {
    for (const onChange of this.hosts) onChange();
  }
}

// By the fields alone: the class of the API's errors is loaded with the API, for somebody who is signed in.
const isUnauthenticated = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'unauthenticated';

/** A status is that of an answer; `issues` are what the schema says of one. Without either nothing came, or the page's own script did not. */
const hasAnswered = (error: unknown): boolean => error instanceof Error && (('status' in error && error.status !== 0) || 'issues' in error);

export const viewer = new Viewer();
