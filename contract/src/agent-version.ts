import * as z from 'zod';
import { Agent, AgentDocument } from './agent.ts';
import { DocumentTime, WireTime } from './time.ts';

const kept = { name: true, icon: true, description: true, tags: true, status: true, config: true, version: true } as const;

/** `agents/{agent_id}/versions/{n}`: an agent as it was saved. Never changed; versions are numbered from 1 without gaps. */
export const AgentVersionDocument = AgentDocument.pick(kept).extend({ saved_at: DocumentTime });
export type AgentVersionDocument = z.infer<typeof AgentVersionDocument>;

/** A version in the API. */
export const AgentVersion = Agent.pick(kept).extend({ saved_at: WireTime });
export type AgentVersion = z.infer<typeof AgentVersion>;

/** `GET /api/agents/{id}/versions`: newest first. `cursor`: the `next` of the page before. */
export const AgentVersionsQuery = z.strictObject({ cursor: z.coerce.number().int().positive().max(999_999_999).optional() });
export const AgentVersionList = z.object({ versions: z.array(AgentVersion), next: z.string().optional() });
export type AgentVersionList = z.infer<typeof AgentVersionList>;
