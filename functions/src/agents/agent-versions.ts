import { type AgentDocument, AgentVersion, type AgentVersionDocument, type AgentVersionList, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

const PAGE = 50;

/** What is kept of an agent at a save. */
export function versionOf(agent: AgentDocument): AgentVersionDocument {
  const { name, icon, description, tags, status, config, version } = agent;
  return { name, icon, description, tags, status, config, version, saved_at: agent.updated_at };
}

/** Versions of an agent, newest first, below `before`. Whose agent it is was asked before. */
export async function listVersions(documents: Documents, agentId: string, before: number | null): Promise<AgentVersionList> {
  const all = documents.agentVersions(agentId).orderBy('version', 'desc');
  const page = await (before === null ? all : all.startAfter(before)).limit(PAGE + 1).get();
  const shown = page.docs.slice(0, PAGE).map((document) => document.data());
  const last = shown.at(-1);
  return { versions: shown.map(versionAnswer), ...(page.size > PAGE && last !== undefined ? { next: String(last.version) } : {}) };
}

/** One version; null where there is none of that number. */
export async function readVersion(documents: Documents, agentId: string, version: number): Promise<AgentVersion | null> {
  const found = (await documents.agentVersion(agentId, version).get()).data();
  return found === undefined ? null : versionAnswer(found);
}

/** A version as the API shows it. */
export const versionAnswer = (version: AgentVersionDocument): AgentVersion => AgentVersion.parse(toWire(version));
