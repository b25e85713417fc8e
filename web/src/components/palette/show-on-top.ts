/** Puts an element on top of the page that opens itself, and goes when it is closed; one at a time. */
export function showOnTop(name: 'oma-palette' | 'oma-keys'): void {
  if (document.querySelector('oma-palette, oma-keys') === null) document.body.append(document.createElement(name));
}
