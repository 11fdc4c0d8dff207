import { describe, expect, it } from 'vitest';
import { isKeyframeDue, isTrackDue } from './sealingPlan.ts';

const since = { entries: 0, payloadBytes: 0, segmentBytes: 50_000, keyframeBytes: 0 };

describe('[H5] a keyframe is due', () => {
  it('after 5 000 entries or a megabyte of payload, not before', () => {
    expect(isKeyframeDue({ ...since, entries: 4_999, payloadBytes: 999_999 })).toBe(false);
    expect(isKeyframeDue({ ...since, entries: 5_000 })).toBe(true);
    expect(isKeyframeDue({ ...since, payloadBytes: 1_000_000 })).toBe(true);
  });

  it('later where keyframes would outweigh the history between them, but not for ever', () => {
    const large = { ...since, keyframeBytes: 60_000 };
    expect(isKeyframeDue({ ...large, entries: 5_000 })).toBe(false);
    expect(isKeyframeDue({ ...large, entries: 7_500, segmentBytes: 75_000 })).toBe(true);
    expect(isKeyframeDue({ ...large, entries: 20_000 })).toBe(true);
    expect(isKeyframeDue({ ...large, payloadBytes: 4_000_000 })).toBe(true);
  });
});

describe('[H14] a track is due', () => {
  it('after 2 500 entries or a megabyte of payload, later on a board whose records outweigh its history', () => {
    expect(isTrackDue({ ...since, entries: 2_499, payloadBytes: 999_999 })).toBe(false);
    expect(isTrackDue({ ...since, entries: 2_500 })).toBe(true);
    expect(isTrackDue({ ...since, payloadBytes: 1_000_000 })).toBe(true);
    const large = { ...since, segmentBytes: 20_000, keyframeBytes: 60_000 };
    expect(isTrackDue({ ...large, entries: 7_500 })).toBe(false);
    expect(isTrackDue({ ...large, entries: 10_000 })).toBe(true);
  });
});
