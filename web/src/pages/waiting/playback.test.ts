import { describe, expect, it } from 'vitest';
import { momentAt } from './playback.ts';
import { englishRecording } from './recording-en.ts';
import { koreanRecording } from './recording.ts';

describe.each([
  ['ko', koreanRecording],
  ['en', englishRecording],
])('the recording in %s', (_, recording) => {
  it('begins with the question alone and ends with the reply as it was stored', () => {
    expect(momentAt(recording, 0)).toMatchObject({ isOver: false, hasReply: false, phase: 'sent', parts: [] });
    const last = momentAt(recording, recording.ended);
    expect(last.isOver).toBe(true);
    expect(last.parts).toEqual(recording.reply.parts);
  });

  it.each([
    ['phases', recording.phases],
    ['chunks', recording.chunks],
  ])('has its %s in order, each at a moment of its own, and none after its end', (_what, pieces) => {
    const times = pieces.map(({ at }) => at);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(recording.ended);
  });
});
