import type { ImportWarning, PlatformSettings, PortableAgent, Result } from '@oma/contract';
import type { FieldError } from '../../http/problem.ts';

/** What reading a file needs to know of this platform. */
export type Here = { settings: PlatformSettings };

/** What writing one needs besides: the names of the agent's own files, which no format holds. */
export type Written = Here & { leftOut?: readonly string[] };

/** An agent out of a file, with what could not be taken over; or where the file is wrong. */
export type Reading = Result<{ agent: PortableAgent; warnings: ImportWarning[] }, FieldError[]>;
