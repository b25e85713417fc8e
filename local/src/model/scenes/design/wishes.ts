/** Words of which a sentence consists that only wishes to be asked. */
const ASKING = {
  ko: /먼저|우선|일단|(나|저)(에게|한테)|내게|제게|필요한|궁금한|몇 ?가지|그 ?다음|다음|에이전트|초안|하나|물어|질문|보고|보면서|봐|만들|시작|진행|부탁|한 |[을를에도로것거점뒤후새줘주세요고어해하면서서좀]/g,
  en: /\b(please|first|ask|me|some|a|few|any|questions?|what|you|need|to|know|before|then|and|after|that|it|make|create|build|design|draft|write|start|making|creating|building|an|one|new|the|agent|for|i|want|can|could|would|do|so)\b/gi,
} as const;

/** Whether a wish is one to be asked before anything is made. */
export const wantsQuestions = (wish: string): boolean => /물어|ask me|질문해/i.test(wish);

/** Whether it says nothing but that: not what the agent is for. */
export const onlyWantsQuestions = (wish: string): boolean =>
  wantsQuestions(wish) && !/[\p{L}\p{N}]/u.test(wish.replaceAll(ASKING.ko, '').replaceAll(ASKING.en, ''));

/** The most dollars that a wish lets a question cost; 0 where it speaks of no money. */
export function dollarsIn(wish: string): number {
  const usd = /(?:\$|usd|달러)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*(?:\$|usd|달러|dollars?)/i.exec(wish);
  return Number(usd?.[1] ?? usd?.[2] ?? 0);
}

const ending = /[\s.!?~…]+$/;

/** What an agent does, told by the wish for it: “회의록을 정리해 줘” becomes “회의록을 정리해요.”, “An agent that answers” becomes “Answers.” */
export function describe(wish: string): string {
  const bare = wish.replace(ending, '');
  if (bare === '') return wish;
  return /[가-힣]/.test(wish) ? describeInKorean(bare, wish) : describeInEnglish(bare);
}

function describeInKorean(wish: string, asSaid: string): string {
  const does = wish.replace(/^(먼저|우선)?\s*((나|저)(에게|한테)\s*)?(물어보고|질문하고)\s*/, '');
  const agent =
    /^(.*?)\s*(?:에이전트|도우미)(?:[을를이가]|로)?\s*(?:하나\s*|좀\s*)?(?:(?:만들|필요|있으면|부탁|원해|원합|바라|바랍|줘|주세요)[^에]*)?$/.exec(
      does,
    );
  if (agent !== null) {
    const [, work = ''] = agent;
    if (/^(이 대화|이|새|내|나의)?$/.test(work)) return '맡긴 일을 해요.';
    if (/하는$/.test(work)) return work.replace(/하는$/, '해요.');
    if (/주는$/.test(work)) return work.replace(/주는$/, '줘요.');
    return /[는은인할]$/.test(work) ? `${work} 일을 해요.` : `${work} 일을 맡아요.`;
  }
  const asked = /\s*(만들어\s*)?(?:줘|주세요|줄래|주십시오)요?$/.exec(does);
  if (asked === null) return does === wish ? asSaid : does;
  return `${does.slice(0, asked.index)}${asked[1] === undefined ? '요.' : ' 만들어요.'}`;
}

function describeInEnglish(wish: string): string {
  const does = wish
    .replace(/^ask me first,?\s*(?:and\s+)?(?:then\s+)?/i, '')
    .replace(/^please\s+|\s*,?\s*please$/gi, '')
    .replace(/^(?:can|could|would) you\s+(?:please\s+)?/i, '')
    .replace(
      /^(?:(?:make|create|build|design|draft|write|give|i (?:need|want|would like)|i'd like)\s+(?:me\s+|us\s+)?)?(?:(?:an?|the|one)\s+)?(?:\w+\s+)?(?:agent|assistant|helper)(?:\s+(?:that|which|who|to)\b|$)\s*(?:(?:can|will|should)\s+)?/i,
      '',
    );
  return does === '' ? 'Does what it is asked.' : `${does.charAt(0).toUpperCase()}${does.slice(1)}.`;
}
