import { type RunnerPhase, spanIdIn, traceOf } from '@oma/contract';
import { expect, it } from 'vitest';
import { type MessageLife, spansOfLife } from './message-life.ts';

const MESSAGE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ASKED = Date.parse('2026-11-27T00:00:00Z');
const after = (ms: number): Date => new Date(ASKED + ms);
const phase = (name: RunnerPhase['name'], from: number, ms: number): RunnerPhase => ({ name, started_at: after(from).toISOString(), ms });

const LIFE: MessageLife = {
  messageId: MESSAGE,
  sessionId: 's',
  runId: 'run_x',
  kind: 'work',
  outcome: 'done',
  code: null,
  model: 'claude-sonnet-5-5',
  askedAt: after(0),
  acceptedAt: after(100),
  runNamedAt: after(100),
  launchedAt: after(150),
  claimedAt: after(900),
  begunAt: after(950),
  firstTextAt: after(1500),
  toolUses: [
    { tool: 'Bash', endedAt: after(1700), ms: 100, ok: true },
    { tool: 'Write', endedAt: after(1900), ms: 50, ok: false },
  ],
  phases: [phase('prepare', 910, 30), phase('claude', 1000, 1000), phase('first_event', 1000, 400), phase('save', 2010, 80)],
  heardAt: after(2100),
  handedBack: false,
};
const STORED = after(2150);

const told = (life: MessageLife) =>
  spansOfLife(life, STORED).map(({ name, startMs, endMs, parentSpanId }) => [
    name,
    startMs - ASKED,
    endMs - ASKED,
    ['message', 'answer', 'claude'].find((parent) => spanIdIn(traceOf(MESSAGE).traceId, parent) === parentSpanId) ?? parentSpanId,
  ]);

it('tells the whole life of a message that began a run', () => {
  expect(told(LIFE)).toEqual([
    ['message', 0, 2150, null],
    ['accept', 0, 100, 'message'],
    ['launch', 100, 150, 'message'],
    ['container', 150, 900, 'message'],
    ['pick_up', 900, 950, 'message'],
    ['answer', 950, 2100, 'message'],
    ['first_text', 950, 1500, 'answer'],
    ['prepare', 910, 940, 'message'],
    ['claude', 1000, 2000, 'answer'],
    ['first_event', 1000, 1400, 'claude'],
    ['save', 2010, 2090, 'answer'],
    ['tool', 1600, 1700, 'claude'],
    ['tool', 1850, 1900, 'claude'],
    ['commit', 2100, 2150, 'message'],
  ]);
  const spans = spansOfLife(LIFE, STORED);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([traceOf(MESSAGE).traceId]));
  expect(spans[0]).toMatchObject({ attributes: { message_id: MESSAGE, run_id: 'run_x', outcome: 'done' }, errorCode: null });
  expect(spans.find(({ name }) => name === 'tool')).toMatchObject({ source: 'runner', attributes: { tool: 'Bash', ok: true } });
});

it('tells nothing of how a run came about that was there before', () => {
  const followUp = {
    ...LIFE,
    runNamedAt: null,
    launchedAt: null,
    claimedAt: null,
    phases: [phase('prepare', -5000, 30), phase('claude', 1000, 1000)],
  };
  expect(told(followUp).map(([name, from]) => [name, from])).toEqual([
    ['message', 0],
    ['accept', 0],
    ['pick_up', 100],
    ['answer', 950],
    ['first_text', 950],
    ['claude', 1000],
    ['tool', 1600],
    ['tool', 1850],
    ['commit', 2100],
  ]);
});

it('joins what a lost run did, of which its runner could not tell', () => {
  const lost: MessageLife = { ...LIFE, outcome: 'failed', code: 'run_lost', phases: [] };
  expect(told(lost).filter(([name]) => name === 'tool' || name === 'answer')).toEqual([
    ['answer', 950, 2100, 'message'],
    ['tool', 1600, 1700, 'answer'],
    ['tool', 1850, 1900, 'answer'],
  ]);
  expect(spansOfLife(lost, STORED)[0]).toMatchObject({ errorCode: 'run_lost' });
});

it('tells of nothing that is longer than the whole, whatever the runner says', () => {
  const boasting: MessageLife = {
    ...LIFE,
    toolUses: [{ tool: 'Bash', endedAt: after(1700), ms: 1e307, ok: true }],
    phases: [phase('claude', 1000, 1e307), phase('save', 90_000, 5)],
  };
  expect(told(boasting).filter(([name]) => name === 'claude' || name === 'save' || name === 'tool')).toEqual([
    ['claude', 1000, 2150, 'answer'],
    ['save', 2150, 2150, 'answer'],
    ['tool', 0, 1700, 'claude'],
  ]);
});

it('tells of a question that was never begun only that it waited', () => {
  const never: MessageLife = {
    ...LIFE,
    outcome: 'stopped',
    runId: null,
    model: null,
    begunAt: null,
    firstTextAt: null,
    toolUses: [],
    phases: [],
    heardAt: null,
    runNamedAt: null,
    launchedAt: null,
    claimedAt: null,
  };
  expect(told(never)).toEqual([
    ['message', 0, 2150, null],
    ['accept', 0, 100, 'message'],
  ]);
});
