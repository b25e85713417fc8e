import { AgentTool, CLAUDE_TOOLS, type ImportWarning } from '@oma/contract';
import { importWarning } from './import-warning.ts';

const GROUPS: readonly AgentTool[] = AgentTool.options;
/** Every tool of Claude Code that is known here, by its name in small letters. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => CLAUDE_TOOLS[group].map((tool) => [tool.toLowerCase(), tool] as const)),
);

/** The tools of Claude Code behind the switches, in the order of the switches. */
export const claudeTools = (tools: readonly AgentTool[]): string[] =>
  GROUPS.filter((group) => tools.includes(group)).flatMap((group) => CLAUDE_TOOLS[group]);

/**
 * The switches that tools of Claude Code need, by their names in any case. A switch turns on all of its tools, and a tool may stand with a restriction in
 * brackets that is not known here; both are said, and so is a tool that is unknown here.
 */
export function groupsOf(names: readonly string[], path: string): { tools: AgentTool[]; warnings: ImportWarning[] } {
  const warnings: ImportWarning[] = [];
  const known = new Set<string>();
  for (const name of new Set(names)) {
    const [plain = '', restriction] = name.split('(', 2);
    const tool = KNOWN.get(plain.trim().toLowerCase());
    if (tool === undefined) warnings.push(importWarning(path, 'no_such_tool', name));
    else known.add(tool);
    if (tool !== undefined && restriction !== undefined) warnings.push(importWarning(path, 'restriction_dropped', name, tool));
  }
  const tools = GROUPS.filter((group) => CLAUDE_TOOLS[group].some((tool) => known.has(tool)));
  for (const group of tools) {
    const added = CLAUDE_TOOLS[group].filter((tool) => !known.has(tool));
    if (added.length > 0) warnings.push(importWarning(path, 'tool_added', group, added.join(', ')));
  }
  return { tools, warnings };
}

/** Whether two lists turn on the same tools. */
export const sameTools = (a: readonly AgentTool[], b: readonly AgentTool[]): boolean =>
  GROUPS.every((group) => a.includes(group) === b.includes(group));
