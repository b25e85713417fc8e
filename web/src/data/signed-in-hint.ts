/**
 * Whether somebody is probably signed in on this browser: what keeps the sign-in itself is asked only by code that a visitor need not load. It decides what
 * is loaded when, and nothing else.
 */
const KEY = 'signed-in';

/** Throws where the browser keeps nothing. */
export const isProbablySignedIn = (): boolean => localStorage.getItem(KEY) !== null;

export function noteSignedIn(isSignedIn: boolean): void {
  if (isSignedIn) localStorage.setItem(KEY, 'yes');
  else localStorage.removeItem(KEY);
  showProbablySignedIn(isSignedIn);
}

/** For the page's style: where somebody comes back, the place of the sign-in button waits. */
export const showProbablySignedIn = (isSignedIn: boolean): boolean =>
  document.documentElement.toggleAttribute('data-returning', isSignedIn);
