import { natural, type Scene } from './scene.ts';

export const MEMORY: Scene = {
  matches: /기억|이름이 뭐|what.*(my name|did i)|remember|아까|방금/i,
  play: ({ earlier }, korean) => {
    const name = earlier
      .map((text) =>
        /(?:제 이름은|내 이름은|나는|저는)\s*([가-힣A-Za-z]{2,12}?)(?:이에요|예요|입니다|이야|야|라고|[.,\s]|$)|my name is (\w+)/i.exec(
          text,
        ),
      )
      .findLast((found) => found !== null);
    const called = name?.[1] ?? name?.[2];
    if (called !== undefined) return [natural(korean ? `네, ${called} 님이라고 하셨어요.` : `Yes, you said your name is ${called}.`)];
    const last = earlier.at(-1)?.slice(0, 200);
    if (last === undefined)
      return [natural(korean ? '이 대화에서 처음 주신 말씀이에요.' : 'This is the first thing you said in this conversation.')];
    return [
      natural(
        korean
          ? `바로 전에 이렇게 말씀하셨어요.\n\n> ${last.replaceAll('\n', '\n> ')}`
          : `Just before, you said:\n\n> ${last.replaceAll('\n', '\n> ')}`,
      ),
    ];
  },
};
