import { type Me, toWire, type UserDocument } from '@oma/contract';
import { type SignedIn, watchSignedIn } from '../data/auth.ts';
import { readMe } from '../data/me.ts';
import { showLocale } from '../i18n/localization.ts';

/** After a listener was refused, when the next one is tried. */
const LISTEN_AGAIN_MS = 10_000;

/** Who looks at this page, for all of its elements: three values of sign-in, the profile once it is known, and access as it is given and taken. */
class Viewer {
  who: SignedIn;
  me: Me | null = null;
  isOffline = false;
  /** Access was withdrawn while this page was open. */
  isWithdrawn = false;
  private readonly hosts = new Set<() => void>();
  private hasStarted = false;
  /** The person's document as last heard; what the API says may be older. */
  private heard: UserDocument | null = null;
  private watched: { uid: string; end: (() => void) | null } | null = null;

  /** Tells at each change. Answers a function that ends it. */
  subscribe(onChange: () => void): () => void {
    this.hosts.add(onChange);
    if (!this.hasStarted) {
      this.hasStarted = true;
      void watchSignedIn((who) => this.takeSignIn(who));
    }
    return () => this.hosts.delete(onChange);
  }

  /** Reads the profile anew, with what today has cost. */
  async refresh(): Promise<void> {
    const uid = this.who?.uid;
    try {
      const me = await readMe();
      if (uid !== this.who?.uid) return;
      this.isOffline = false;
      this.takeMe(me);
      await showLocale(me.locale);
      void this.watch(me.uid);
    } catch {
      this.isOffline = true;
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
    const access = this.heard === null ? {} : accessOf(this.heard);
    const me = { ...answer, ...access };
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
    const { watchUser } = await import('../data/user.ts');
    const end = await watchUser(uid, {
      onValue: (user) => this.hear(uid, user),
      onRefused: () => {
        void this.refresh();
        setTimeout(() => {
          if (this.watched !== watched) return;
          this.watched = null;
          void this.watch(uid);
        }, LISTEN_AGAIN_MS);
      },
    });
    if (this.watched === watched) watched.end = end;
    else end();
  }

  private hear(uid: string, user: UserDocument): void {
    if (this.watched?.uid !== uid) return;
    this.heard = user;
    if (this.me === null) return;
    const before = this.me;
    this.takeMe(before);
    this.tell();
    // With access come a budget and all else that only the API tells.
    if (before.beta_approved !== user.beta_approved) void this.refresh();
  }

  private tell(): void {
    for (const onChange of this.hosts) onChange();
  }
}

function accessOf(user: UserDocument): Pick<Me, 'beta_approved' | 'beta_status' | 'beta_applied_at' | 'admin'> {
  const { beta_approved, beta_status, beta_applied_at, admin } = user;
  return toWire({ beta_approved, beta_status, beta_applied_at, admin });
}

export const viewer = new Viewer();
