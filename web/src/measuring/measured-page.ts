import { MEASURED_PAGES, type MeasuredPage } from '@oma/contract';

/** Which page is at an address: its name alone, for the address may name a conversation or an agent. */
export function pageAt(pathname: string): MeasuredPage {
  const [first = '', second = ''] = pathname.slice(1).split('/');
  if (first === '') return 'main';
  if (first === 'agents' && second !== '') return 'agent';
  // Served at no address of their own: an agent at `/agents/…`, and whatever is not found.
  if (first === 'agent' || first === 'main') return 'not-found';
  return MEASURED_PAGES.find((page) => page === first) ?? 'not-found';
}
