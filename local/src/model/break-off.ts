import { PROPOSE_TOOL } from '@oma/contract';
import { asIs, natural } from './scenes/scene.ts';
import type { Step } from './steps.ts';

/** What a tool is called in the pages as well. */
const NAMES: Readonly<Record<string, { ko: string; en: string }>> = {
  [PROPOSE_TOOL]: { ko: '에이전트 제안', en: 'Propose an agent' },
  Write: { ko: '파일 쓰기', en: 'Write a file' },
  Read: { ko: '파일 읽기', en: 'Read a file' },
  Bash: { ko: '명령 실행', en: 'Run a command' },
};

/** A scene whose last tool was refused, or failed: what came of it until then, and no word of what would have come after. */
export function breakOff(scene: readonly Step[], toolResults: readonly string[], korean: boolean): Step[] {
  const tools = scene.filter((step) => 'tool' in step).slice(0, toolResults.length);
  const tool = tools.at(-1)?.tool ?? '';
  const name = NAMES[tool]?.[korean ? 'ko' : 'en'] ?? tool;
  const output = (toolResults.at(-1) ?? '').replaceAll(/<\/?tool_use_error>/g, '');
  const isRefused = output.includes('No such tool available');
  const files = tools
    .slice(0, -1)
    .flatMap((step) => (step.tool === 'Write' ? [`\`${String(step.input['file_path']).split('/').at(-1)}\``] : []));
  // A command may have made files of its own, even where it failed.
  const hasRunCommand = tools.some((step) => step.tool === 'Bash' && !(isRefused && step === tools.at(-1)));
  const paragraphs = korean
    ? [
        isRefused
          ? `**${name}** 도구를 쓸 수 없어서 여기서 멈췄어요. 이 에이전트에 켜져 있지 않은 도구예요.`
          : `**${name}** 도구가 실패해서 여기서 멈췄어요. 이렇게 답했어요.\n\n${asIs(output)}`,
        files.length === 0
          ? `${hasRunCommand ? '명령이 남겼을지 모르는 것 말고는 ' : ''}만든 파일이 없고, 알려 드릴 결과도 없어요.`
          : `${hasRunCommand ? `제가 쓴 파일은 ${files.join(', ')}이고, 명령이 남긴 파일이 더 있을 수 있어요.` : `만든 파일은 ${files.join(', ')}뿐이에요.`} 그다음 일은 하지 못해서 알려 드릴 결과가 없어요.`,
        `이 답은 **시뮬레이션**이에요.${isRefused ? ' 에이전트 설정에서 이 도구를 켜고 다시 부탁해 보세요.' : ''}`,
      ]
    : [
        isRefused
          ? `I stopped here because the tool **${name}** cannot be used: it is not switched on for this agent.`
          : `I stopped here because the tool **${name}** failed. This is what it said.\n\n${asIs(output)}`,
        files.length === 0
          ? `No file was made${hasRunCommand ? ' but what a command may have left' : ''}, and there is no result to tell.`
          : `${hasRunCommand ? `I wrote ${files.join(', ')}; a command may have left more.` : `All I made is ${files.join(', ')}.`} What comes after was not done, so there is no result to tell.`,
        `This answer is a **simulation**.${isRefused ? ' Switch the tool on in the settings of the agent and ask again.' : ''}`,
      ];
  return [...tools, natural(paragraphs.join('\n\n'))];
}
