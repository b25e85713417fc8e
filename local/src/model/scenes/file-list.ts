import { asIs, natural, runShell, type Scene } from './scene.ts';

export const FILE_LIST: Scene = {
  matches: /파일|files?\b|목록|list/i,
  play: ({ toolResults }, korean) => [
    natural(korean ? '작업 공간에 어떤 파일이 있는지 볼게요.' : 'I will look at what is in the workspace.'),
    runShell('ls -la', 'List the files'),
    natural(`${korean ? '지금 있는 파일이에요.' : 'This is what is there.'}\n\n${asIs(toolResults[0])}`),
  ],
};
