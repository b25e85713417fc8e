import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { FormSession } from './form-session.ts';

/** A conversation beside the form once it is there; before that its place, or why it could not be begun, with a way to try again. */
export function renderBesideForm(
  { sessionId, hasFailed }: FormSession,
  given: { failed: string; again: () => void; chat: (sessionId: string) => TemplateResult },
): unknown {
  if (hasFailed) {
    return html`<div class="problem" role="alert">
      <p>${given.failed}</p>
      <button @click=${given.again}>${msg('다시 시도', { id: 'try-again' })}</button>
    </div>`;
  }
  return sessionId === null ? html`<div class="skeleton"></div>` : keyed(sessionId, given.chat(sessionId));
}
