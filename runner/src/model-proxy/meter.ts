import { addUsage, type ModelPrice, NO_USAGE, type Usage } from '@oma/contract';
import * as z from 'zod';

const Counts = z.object({
  input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
});
const StreamEvent = z.object({
  type: z.string(),
  usage: Counts.optional(),
  message: z.object({ usage: Counts }).optional(),
  delta: z.object({ text: z.string().optional(), thinking: z.string().optional(), partial_json: z.string().optional() }).optional(),
});

/** Writing to the cache costs a quarter more than plain input, reading from it a tenth. https://docs.claude.com/en/docs/build-with-claude/prompt-caching */
const CACHE_WRITE = 1.25;
const CACHE_READ = 0.1;
/** How many characters a token has at least, for output that has not been counted yet. */
const CHARACTERS_PER_TOKEN = 2;

/** Counts one request as its stream goes by. Until the provider's own count arrives, output is estimated, rather too high than too low. */
export class RequestMeter {
  private readonly price: ModelPrice;
  private input = { plain: 0, written: 0, read: 0 };
  private counted = 0;
  private estimated = 0;

  constructor(price: ModelPrice) {
    this.price = price;
  }

  take(event: unknown): void {
    const parsed = StreamEvent.safeParse(event);
    if (!parsed.success) return;
    const usage = parsed.data.message?.usage ?? parsed.data.usage;
    if (usage !== undefined) this.takeCounts(usage);
    const { delta } = parsed.data;
    const characters = (delta?.text ?? delta?.thinking ?? delta?.partial_json ?? '').length;
    this.estimated += characters / CHARACTERS_PER_TOKEN;
  }

  takeCounts(usage: z.infer<typeof Counts>): void {
    this.input = {
      plain: usage.input_tokens ?? this.input.plain,
      written: usage.cache_creation_input_tokens ?? this.input.written,
      read: usage.cache_read_input_tokens ?? this.input.read,
    };
    if (usage.output_tokens === undefined || usage.output_tokens === null) return;
    this.counted = Math.max(this.counted, usage.output_tokens);
    // The last count of a stream is final; the first, at its start, counts one token and nothing of what follows.
    if (usage.output_tokens > 1) this.estimated = 0;
  }

  get usage(): Usage {
    const { plain, written, read } = this.input;
    const output = Math.max(this.counted, Math.ceil(this.estimated));
    const inputUsd = ((plain + written * CACHE_WRITE + read * CACHE_READ) * this.price.input_usd) / 1e6;
    return { input_tokens: plain + written + read, output_tokens: output, cost_usd: inputUsd + (output * this.price.output_usd) / 1e6 };
  }
}

/** What one turn used, over all its requests, and whether that is too much. */
export class TurnMeter {
  private finished: Usage = NO_USAGE;
  private readonly open = new Set<RequestMeter>();
  readonly limitUsd: number;

  constructor(limitUsd: number) {
    this.limitUsd = limitUsd;
  }

  begin(price: ModelPrice): RequestMeter {
    const meter = new RequestMeter(price);
    this.open.add(meter);
    return meter;
  }

  end(meter: RequestMeter): void {
    if (this.open.delete(meter)) this.finished = addUsage(this.finished, meter.usage);
  }

  get usage(): Usage {
    return [...this.open].reduce((sum, meter) => addUsage(sum, meter.usage), this.finished);
  }

  get isOver(): boolean {
    return this.usage.cost_usd >= this.limitUsd;
  }
}
