import { watchViewSwitches } from '../../components/view-switches.ts';
import { isProbablySignedIn } from '../../data/signed-in-hint.ts';

// The page is complete without this. What signs in is loaded when somebody reaches for the button, or after the first paint where somebody comes back.
watchViewSwitches();

const button = document.querySelector('#start');
const problem = document.querySelector('#start-problem');
const loadEntry = () => import('./enter.ts');
const loadAhead = (): void => void loadEntry().catch(() => undefined);

for (const reach of ['pointerenter', 'touchstart', 'focus']) button?.addEventListener(reach, loadAhead, { once: true, passive: true });

/** A press that comes before the code waits for it. */
async function signIn(): Promise<void> {
  button?.setAttribute('aria-busy', 'true');
  try {
    const { entry } = await loadEntry();
    problem?.setAttribute('hidden', '');
    await entry()?.signIn();
  } catch {
    problem?.removeAttribute('hidden');
  } finally {
    button?.removeAttribute('aria-busy');
  }
}
button?.addEventListener('click', () => void signIn());

if (isProbablySignedIn()) requestAnimationFrame(loadAhead);
