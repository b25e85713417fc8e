import { ERROR_NAMES, FRAME_PATTERN, type FrontEndError, MAX_FRAMES } from '@oma/contract';

type Kind = FrontEndError['kind'];

/** What the browsers say, and what of it is sent: the words themselves may quote what somebody wrote. The first that fits. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/dynamically imported module|Importing a module script failed|Unable to preload/i, 'part_lost'],
  [/^ResizeObserver loop/, 'layout_loop'],
  [/^Script error/i, 'hidden'],
  [/call stack|too much recursion/i, 'too_deep'],
  [/quota|storage is full/i, 'no_room'],
  [/Failed to fetch|Load failed|NetworkError|network|did not arrive/i, 'offline'],
  [/abort/i, 'broken_off'],
  [/not allowed|permission|denied|insecure/i, 'not_allowed'],
  [/JSON|Unexpected (?:token|end)|unterminated/i, 'unreadable'],
  [/(?:undefined|null|not a function|not a constructor|is not defined|not an object|not iterable|before initialization)/i, 'missing'],
];

/** What is sent of something that was thrown: its name and kind of closed lists, and where in scripts of ours. Nothing of its words and of no address but those of our files. */
export function faultOf(thrown: unknown, origin: string): FrontEndError {
  const { name, message, stack } = partsOf(thrown);
  return {
    name: ERROR_NAMES.find((known) => known === name) ?? 'other',
    kind: KINDS.find(([words]) => words.test(message))?.[1] ?? 'other',
    at: framesOf(stack, origin),
  };
}

function partsOf(thrown: unknown): { name: string; message: string; stack: string } {
  if (!(thrown instanceof Error)) return { name: 'other', message: typeof thrown === 'string' ? thrown : '', stack: '' };
  return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' };
}

/** Every browser writes the place as `address:line:column`, whatever stands around it. */
function framesOf(stack: string, origin: string): string[] {
  const folder = `${origin}/assets/`;
  return stack
    .split('\n')
    .flatMap((line) => {
      const at = line.lastIndexOf(folder);
      const place = at === -1 ? '' : line.slice(at + folder.length).replace(/\)?\s*$/, '');
      return FRAME_PATTERN.test(place) ? [place] : [];
    })
    .slice(0, MAX_FRAMES);
}
