import { type AgentFileFormat, unreachable, withOfferedModel } from '@oma/contract';
import { readClaudeCode } from './claude-code.ts';
import type { Here, Reading } from './format-reading.ts';
import { importWarning } from './import-warning.ts';
import { readManagedAgents } from './managed-agents.ts';
import { readOwn } from './own.ts';
import { parseJson } from './parse-json.ts';

/** As many as anybody reads; a file may have thousands of fields that are unknown here. */
const MOST_SAID = 50;

/**
 * Reads an agent out of a file of anybody's making; without a format it is told from the content. A model that is not offered here becomes null, with a
 * warning. Whatever the file holds, the answer is an agent or a list of what is wrong with it.
 */
export function readAgentFile(content: string, format: AgentFileFormat | null, here: Here): Reading {
  const text = content.replace(/^\ufeff/, '');
  const reading = readAs(format ?? formatOf(text), text, here);
  if (!reading.ok) return { ok: false, error: reading.error.slice(0, MOST_SAID) };
  const { agent } = reading.value;
  const config = withOfferedModel(agent.config, here.settings);
  const model = config.model === agent.config.model ? [] : [importWarning('model', 'model_replaced', agent.config.model ?? '')];
  return { ok: true, value: { agent: { ...agent, config }, warnings: [...model, ...reading.value.warnings].slice(0, MOST_SAID) } };
}

function readAs(format: AgentFileFormat | null, text: string, here: Here): Reading {
  switch (format) {
    case 'own':
      return readOwn(text);
    case 'claude-code':
      return readClaudeCode(text, here);
    case 'managed-agents':
      return readManagedAgents(text, here);
    case null:
      return {
        ok: false,
        error: [
          { path: 'content', message: 'is no file of an agent: neither Markdown with front matter, nor JSON with a format or a model' },
        ],
      };
    default:
      return unreachable(format);
  }
}

function formatOf(text: string): AgentFileFormat | null {
  if (text.startsWith('---')) return 'claude-code';
  const json = parseJson(text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) return null;
  if ('format' in json.value) return 'own';
  return 'model' in json.value ? 'managed-agents' : null;
}
