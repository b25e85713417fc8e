/** The mailbox's page: asks for the letters every two seconds and shows one. Runs in the browser as it is. */
const REFRESH_MS = 2000;
const part = (id) => document.getElementById(id);
let letters = [];
let form = 'html';
let shownId = null;

/** Links of a letter open beside the mailbox. */
const withBase = (html) => {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
};
const timeOf = (letter) => new Date(letter.received_at).toLocaleString();

function showForm() {
  for (const button of document.querySelectorAll('[data-form]')) button.setAttribute('aria-pressed', String(button.dataset.form === form));
  part('html').hidden = form !== 'html';
  part('text').hidden = form !== 'text';
}

function showLetter() {
  const letter = letters.find(({ id }) => `#${id}` === location.hash) ?? letters[0];
  part('empty').hidden = letter !== undefined;
  part('shown').hidden = letter === undefined;
  for (const link of document.querySelectorAll('#list a')) {
    if (letter !== undefined && link.hash === `#${letter.id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (letter === undefined || letter.id === shownId) return;
  shownId = letter.id;
  part('subject').textContent = letter.subject;
  part('from').textContent = letter.from;
  part('to').textContent = letter.to;
  part('time').textContent = timeOf(letter);
  part('text').textContent = letter.text;
  part('html').srcdoc = withBase(letter.html);
  showForm();
}

function itemOf(letter) {
  const link = document.createElement('a');
  link.href = `#${letter.id}`;
  for (const words of [letter.subject, `${letter.to} · ${timeOf(letter)}`]) {
    const line = document.createElement('span');
    line.textContent = words;
    link.append(line);
  }
  const item = document.createElement('li');
  item.append(link);
  return item;
}

async function refresh() {
  const response = await fetch('/messages').catch(() => null);
  if (response === null || !response.ok) {
    part('count').textContent = 'The platform is not running.';
    return;
  }
  const found = await response.json();
  part('count').textContent = found.length === 1 ? '1 letter' : `${found.length} letters`;
  if (found.length !== letters.length || found[0]?.id !== letters[0]?.id) {
    letters = found;
    if (letters.length === 0) shownId = null;
    part('list').replaceChildren(...letters.map(itemOf));
  }
  showLetter();
}

addEventListener('hashchange', showLetter);
for (const button of document.querySelectorAll('[data-form]'))
  button.addEventListener('click', () => {
    form = button.dataset.form;
    showForm();
  });
part('clear').addEventListener('click', () => void fetch('/messages', { method: 'DELETE' }).then(refresh));
await refresh();
setInterval(() => void refresh(), REFRESH_MS);
