/** What a worker says to a question: that it has all it needs and begins, then its answer. */
export type WorkerNews<Answer> = { began: true } | { answer: Answer };

/** `late`: it took longer than it may once it began; `broken`: the worker failed. In both cases the worker may still be at it, and is best ended. */
export type Asked<Answer> = { is: 'answered'; answer: Answer } | { is: 'late' | 'broken' };

/** Asks a worker, which has no other question meanwhile, and waits no longer than `limitMs` after it began: what it needs may take its time to come. */
export function askWithin<Answer>(worker: Worker, question: unknown, limitMs: number): Promise<Asked<Answer>> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (asked: Asked<Answer>): void => {
      clearTimeout(timer);
      worker.onmessage = null;
      worker.onerror = null;
      resolve(asked);
    };
    worker.onmessage = ({ data }: MessageEvent<WorkerNews<Answer>>) => {
      if ('began' in data) timer = setTimeout(() => end({ is: 'late' }), limitMs);
      else end({ is: 'answered', answer: data.answer });
    };
    worker.onerror = () => end({ is: 'broken' });
    worker.postMessage(question);
  });
}
