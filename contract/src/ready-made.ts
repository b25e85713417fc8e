import { CODE_HELPER } from './ready-made/code-helper.ts';
import { DATA_ANALYSIS } from './ready-made/data-analysis.ts';
import { MEETING_MINUTES } from './ready-made/meeting-minutes.ts';
import { PDF_READING } from './ready-made/pdf-reading.ts';
import type { ReadyMadeAgent } from './ready-made/ready-made-agent.ts';
import { REPORT_WRITING } from './ready-made/report-writing.ts';
import { TABLE_CLEAN_UP } from './ready-made/table-clean-up.ts';
import { TRANSLATION } from './ready-made/translation.ts';

/** The agents to start from, in the order they are offered; pages that have room for three show the first three. */
export const READY_MADE_AGENTS = [
  DATA_ANALYSIS,
  REPORT_WRITING,
  CODE_HELPER,
  MEETING_MINUTES,
  TRANSLATION,
  TABLE_CLEAN_UP,
  PDF_READING,
] as const satisfies readonly ReadyMadeAgent[];
