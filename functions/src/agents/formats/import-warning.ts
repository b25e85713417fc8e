import type { ImportWarning, ImportWarningCode } from '@oma/contract';

/** More of a file's own words are not repeated. */
const MOST_UNITS = 100;

const SENTENCES: Readonly<Record<ImportWarningCode, (what: string, instead: string) => string>> = {
  left_out: (what) => `${what === '' ? 'it' : what} is not known here and was left out`,
  no_such_tool: (what) => `there is no tool ${what} here`,
  restriction_dropped: (what, instead) => `${what}: ${instead} is allowed without the restriction`,
  tool_added: (what, instead) => `${instead} is allowed as well: here it goes together with the rest of "${what}"`,
  runs_without_asking: () => 'tools run without asking here',
  model_replaced: (what, instead) => `${what} is not offered here; ${instead === '' ? 'the platform’s default model' : instead} is used`,
  nothing_to_inherit: () => 'there is nothing to inherit from; the platform’s default model is used',
  file_not_included: (what) => `the reference file ${what} is not in it; add it to the agent again`,
  shortened: (what) => `was cut to ${what} characters`,
};

/** A warning, with its sentence. */
export function importWarning(path: string, code: ImportWarningCode, named = '', instead = ''): ImportWarning {
  const what = named.slice(0, MOST_UNITS);
  return { path: path.slice(0, MOST_UNITS), code, what, instead, message: SENTENCES[code](what, instead) };
}
