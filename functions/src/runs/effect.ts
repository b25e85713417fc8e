import { deleteUnder } from '../objects/delete-under.ts';
import type { RunObjects } from '../objects/object-store.ts';
import type { JobLauncher } from './job-launcher.ts';
import type { TaskQueue } from './task-queue.ts';
import type { Log } from '../log.ts';
import { describeError, type FailureCode, unreachable } from '@oma/contract';
import { judgeAgent } from '../agents/judge-agent.ts';
import { measure } from '../operations/measure.ts';
import type { Measure } from '../operations/measures.ts';
import { type MessageLife, spansOfLife } from '../traces/message-life.ts';
import { tellOfWork, type Work } from './tell-of-work.ts';
import type { TraceExporter } from '../traces/trace-exporter.ts';
import type { Documents } from '../firestore/documents.ts';

/** What follows from a transition, outside its transaction. Each may be repeated without harm. */
export type Effect =
  | { kind: 'launch'; runId: string; attempt: number }
  | { kind: 'watch'; runId: string; at: Date }
  | { kind: 'close-turn'; runId: string; turn: number; at: Date }
  | { kind: 'cancel'; execution: string }
  | { kind: 'delete-objects'; names: string[] }
  | { kind: 'delete-under'; prefix: string }
  | { kind: 'judge-agent'; agentId: string; code: FailureCode }
  /** `after`: the question whose end lets it go on. */
  | { kind: 'advance-tests'; agentId: string; id: string; after: string }
  | ({ kind: 'tell-of-work' } & Work)
  | { kind: 'measure'; measure: Measure }
  | { kind: 'trace'; life: MessageLife };

export type EffectPorts = {
  documents: Documents;
  tasks: TaskQueue;
  launcher: JobLauncher;
  objects: RunObjects;
  traces: TraceExporter;
  now: () => Date;
  log: Log;
};

/**
 * Carries out effects in order. Tasks must be made: their failure is thrown, so that the caller is retried.
 * Cancelling and deleting are best effort: the watch and the sweep come back to what is left. So is judging an agent: its next failure judges it again; and telling of work: the pages show it all the same.
 */
export async function carryOut(ports: EffectPorts, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'launch':
        await ports.tasks.callLater({
          name: `${effect.runId}-launch-${effect.attempt}`,
          path: '/launch',
          body: { run_id: effect.runId, attempt: effect.attempt },
          at: null,
        });
        break;
      case 'watch':
        await ports.tasks.callLater({
          name: `${effect.runId}-watch-${Math.ceil(effect.at.getTime() / 1000)}`,
          path: '/watch',
          body: { run_id: effect.runId },
          at: effect.at,
        });
        break;
      case 'close-turn':
        await ports.tasks.callLater({
          name: `${effect.runId}-stop-${effect.turn}`,
          path: '/close-turn',
          body: { run_id: effect.runId, turn: effect.turn },
          at: effect.at,
        });
        break;
      case 'cancel':
        await bestEffort(ports.log, 'cancel_failed', ports.launcher.cancel(effect.execution));
        break;
      case 'delete-objects':
        await bestEffort(ports.log, 'delete_objects_failed', ports.objects.delete(effect.names));
        break;
      case 'delete-under':
        await bestEffort(ports.log, 'delete_objects_failed', deleteUnder(ports.objects, effect.prefix));
        break;
      case 'judge-agent':
        await bestEffort(ports.log, 'judge_agent_failed', judgeAgent(ports.documents, effect.agentId, effect.code, ports.now()));
        break;
      case 'advance-tests':
        await ports.tasks.callLater({
          name: `${effect.id}-after-${effect.after}`,
          path: '/advance-tests',
          body: { agent_id: effect.agentId, id: effect.id },
          at: null,
        });
        break;
      case 'tell-of-work':
        await bestEffort(ports.log, 'tell_of_work_failed', tellOfWork(ports, effect));
        break;
      case 'measure':
        measure(ports.log, effect.measure);
        break;
      case 'trace':
        ports.traces.export(spansOfLife(effect.life, ports.now()));
        break;
      default:
        unreachable(effect);
    }
  }
}

async function bestEffort(log: Log, event: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    log('WARNING', event, describeError(error));
  }
}
