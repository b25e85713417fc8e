import type { NewQuestion } from '../../data/messages.ts';
import { withdrawQuestion } from '../../data/questions.ts';
import type { Exchange } from './thread.ts';

/** `isOver`: the call is, and said nothing of use. */
type Asked = { question: NewQuestion; isOver: boolean };

/**
 * Takes questions back that still wait. What they said is known here, so that nothing of it is lost where the platform withdrew one and its answer did not
 * come: such a question is the person's again once it is gone from the conversation.
 */
export class Withdrawals {
  private readonly call: (sessionId: string, messageId: string) => Promise<unknown>;
  private readonly asked = new Map<string, Asked>();

  constructor(call: (sessionId: string, messageId: string) => Promise<unknown> = withdrawQuestion) {
    this.call = call;
  }

  /** The question, which is the person's again. `late`: its answer has begun. `unknown`: what became of it is seen in the conversation. */
  async withdraw(sessionId: string, { id, question }: Exchange): Promise<NewQuestion | 'late' | 'unknown'> {
    const asked: Asked = { question: { content: question.content, retryOf: null, files: question.attachments ?? [] }, isOver: false };
    this.asked.set(id, asked);
    try {
      await this.call(sessionId, id);
      this.asked.delete(id);
      return asked.question;
    } catch (error) {
      asked.isOver = true;
      if (!(error instanceof Error && 'code' in error && error.code === 'conflict')) return 'unknown';
      this.asked.delete(id);
      return 'late';
    }
  }

  /** The questions that turn out to have been withdrawn, each once. */
  takeGone(thread: readonly Exchange[]): NewQuestion[] {
    return [...this.asked].flatMap(([id, { question, isOver }]) => {
      const there = thread.find((exchange) => exchange.id === id);
      if (!isOver || there?.question.status === 'queued') return [];
      this.asked.delete(id);
      return there === undefined ? [question] : [];
    });
  }

  /** Forgets what was asked for: the person is in another conversation. */
  clear(): void {
    this.asked.clear();
  }
}
