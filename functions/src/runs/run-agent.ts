import { type AgentConfig, DEFAULT_CONFIG, type PlatformSettings, type RunAgent, type SessionDocument } from '@oma/contract';
import { DESIGNER } from './designer.ts';
import type { RunDeps } from './run-deps.ts';

/** Of a conversation without an agent: it may ask back, for the person is there. */
const CONFIG_WITHOUT_AGENT: AgentConfig = { ...DEFAULT_CONFIG, tools: [...DEFAULT_CONFIG.tools, 'ask'] };

/** Whoever works designs nothing, and is not judged. */
const WORKING = { design: null, judged: [], has_strict_limit: false };

/**
 * What Claude Code is to be for this session now: its agent's newest version, or the platform's defaults where it has none. In a test what was put in the
 * agent's place, which is no version of it: 0. Where an agent is designed, the designer, and what it designs.
 */
export async function readRunAgent(deps: RunDeps, session: SessionDocument, settings: PlatformSettings): Promise<RunAgent> {
  const [agent, test] = await Promise.all([
    session.agent_id === null
      ? undefined
      : deps.documents
          .agent(session.agent_id)
          .get()
          .then((snapshot) => snapshot.data()),
    session.kind === 'test'
      ? deps.documents
          .sessionDraft(session.session_id)
          .get()
          .then((snapshot) => snapshot.data())
      : undefined,
  ]);
  const draft = test?.agent;
  if (session.design !== null)
    return {
      id: null,
      version: 0,
      name: DESIGNER.name,
      ...withModel(DESIGNER.config, settings),
      ...WORKING,
      design: { form: draft ?? null },
    };
  if (draft !== undefined) {
    const name = draft.name === '' ? deps.platformName : draft.name;
    const isAttempt = session.test_run !== null;
    // Nobody is there to be asked.
    const tools = isAttempt ? draft.config.tools.filter((tool) => tool !== 'ask') : draft.config.tools;
    return {
      id: agent === undefined ? null : session.agent_id,
      version: 0,
      name,
      ...withModel({ ...draft.config, tools }, settings),
      design: null,
      judged: test?.judged ?? [],
      has_strict_limit: isAttempt,
    };
  }
  if (agent === undefined)
    return { id: null, version: 0, name: deps.platformName, ...withModel(CONFIG_WITHOUT_AGENT, settings), ...WORKING };
  return { id: session.agent_id, version: agent.version, name: agent.name, ...withModel(agent.config, settings), ...WORKING };
}

/** An unnamed model, or one that is no longer offered, is the first enabled one. */
function withModel(config: AgentConfig, settings: PlatformSettings): Pick<RunAgent, 'config' | 'price'> {
  const enabled = settings.models.filter((model) => model.enabled);
  const model = enabled.find((candidate) => candidate.id === config.model) ?? enabled[0] ?? settings.models[0];
  if (model === undefined) throw new Error('settings/platform names no model');
  return { config: { ...config, model: model.id }, price: { input_usd: model.input_usd, output_usd: model.output_usd } };
}

/** What one turn of this agent may cost: the agent's own budget, within the platform's. */
export const turnBudget = (agent: RunAgent, settings: PlatformSettings): number =>
  Math.min(agent.config.budget.turn_usd ?? Infinity, settings.budgets.turn_usd);
