import { html, nothing } from 'lit';
import '../oma-icon.ts';

/** What is wrong with a field, below its control; nothing where it is right. */
export const problemNote = (problem: string) =>
  problem === ''
    ? nothing
    : html`<p class="error" id="problem" role="alert"><oma-icon name="circle-alert"></oma-icon><span>${problem}</span></p>`;

/** The ids that describe a control: its hint, and its problem where it has one. */
export const describedBy = (problem: string): string => (problem === '' ? 'hint' : 'hint problem');

export const ariaInvalid = (problem: string): 'true' | 'false' => (problem === '' ? 'false' : 'true');

/** Tells the form what was written. */
export const written = <T>(detail: T): CustomEvent<T> => new CustomEvent('written', { detail });

/** Gives the focus to the control of a field, the chosen one of several. */
export function focusControl(root: ParentNode): void {
  const chosen = root.querySelector<HTMLElement>('input:checked, textarea');
  (chosen ?? root.querySelector<HTMLElement>('input'))?.focus();
}
