import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';

/** The folder of the office toolbox, if it is there by now: it appears when it is complete. */
export const presentToolbox = ({ toolbox }: Pick<Config, 'toolbox'>): string | null =>
  toolbox !== null && existsSync(toolbox) ? toolbox : null;
