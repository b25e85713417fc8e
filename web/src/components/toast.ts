/** What a toast offers: taking back what it says. */
export type ToastAct = { name: string; run: () => void };
export type Toast = { text: string; act: ToastAct | null };

export const TOAST = 'oma-toast';

/** Something to be said in passing, to the one place of a page that says it. */
export class ToastEvent extends Event {
  readonly shown: Toast;

  constructor(shown: Toast) {
    super(TOAST);
    this.shown = shown;
  }
}

/** Shows it for a few seconds, with what can be done about it. */
export function toast(text: string, act: ToastAct | null = null): void {
  window.dispatchEvent(new ToastEvent({ text, act }));
}
