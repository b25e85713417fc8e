import { describe, expect, it } from 'vitest';
import { momentAt, nextChange } from './playback.ts';
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

  it('goes through every change once, in order', () => {
    const times: number[] = [];
    for (let at = nextChange(recording, 0); at !== null; at = nextChange(recording, at)) times.push(at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBe(recording.ended);
    expect(times.length).toBeLessThanOrEqual(recording.phases.length + recording.chunks.length + 1);
  });
});
