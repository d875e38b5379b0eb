import { describe, expect, it } from 'vitest';
import { captionsOf } from '../../../renderer/viewers/media/captions-of.ts';
import { clock } from '../../../renderer/viewers/media/clock.ts';
import { cueAt, MAX_CUES, parseCaptions, plainText } from '../../../renderer/viewers/media/parse-captions.ts';
import {
  joinRanges,
  lanesOf,
  markEnd,
  markStart,
  moveEnd,
} from '../../../renderer/viewers/media/time-range.ts';
import type { Artifact } from '../../../src/api/shapes.ts';
import { ArtifactHash } from '../../../src/domain/ids.ts';

describe('captions', () => {
  it('are read from WebVTT without its notes, styles, names and positions', () => {
    const source = [
      '\uFEFFWEBVTT - talk',
      '',
      'NOTE made by a machine',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'intro',
      '00:01.000 --> 00:04.500 align:start position:0%',
      '<v Tomasz>I am at the <i>panel</i></v>',
      'and it is &lt;dead&gt;.',
      '',
      '1:00:02.250 --> 1:00:03.000',
      'Done.',
    ].join('\n');
    expect(parseCaptions(source)).toEqual([
      { startMs: 1000, endMs: 4500, text: 'Tomasz: I am at the panel\nand it is <dead>.' },
      { startMs: 3_602_250, endMs: 3_603_000, text: 'Done.' },
    ]);
  });

  it('are read from SubRip, in order of time', () => {
    const source =
      '2\r\n00:00:05,000 --> 00:00:06,000\r\n{\\an8}Second\r\n\r\n1\r\n00:00:01,500 --> 00:00:02,000\r\nFirst\r\n';
    expect(parseCaptions(source)).toEqual([
      { startMs: 1500, endMs: 2000, text: 'First' },
      { startMs: 5000, endMs: 6000, text: 'Second' },
    ]);
  });

  it('that end before they begin, or say nothing, are left out', () => {
    expect(parseCaptions('00:05.000 --> 00:01.000\nNo\n\n00:01.000 --> 00:02.000\n<b></b>\n')).toEqual([]);
    expect(parseCaptions('not captions at all')).toEqual([]);
  });

  it('made to be endless are cut', () => {
    const source = Array.from({ length: MAX_CUES + 10 }, () => '00:01.000 --> 00:02.000\nx\n').join('\n');
    expect(parseCaptions(source)).toHaveLength(MAX_CUES);
    expect(plainText(`${'<'.repeat(50_000)}x`)).toContain('x');
  });

  it('are found by the time, none between two', () => {
    const cues = parseCaptions('00:01.000 --> 00:02.000\na\n\n00:03.000 --> 00:04.000\nb');
    expect([0, 1000, 1999, 2500, 3500, 4000].map((ms) => cueAt(cues, ms))).toEqual([-1, 0, 0, -1, 1, -1]);
  });

  it('belong to the recording of their name in their folder', () => {
    const talk = anArtifact('video/talk.mp4', 'video');
    const siblings = [
      talk,
      anArtifact('video/talk.vtt', 'text'),
      anArtifact('video/Talk.en-GB.srt', 'text'),
      anArtifact('other/talk.vtt', 'text'),
      anArtifact('video/talk.notes.txt', 'text'),
      anArtifact('video/talking.vtt', 'text'),
    ];
    expect(captionsOf(talk, siblings).map(({ artifact, language }) => [artifact.path, language])).toEqual([
      ['video/talk.vtt', null],
      ['video/Talk.en-GB.srt', 'en-GB'],
    ]);
    const cut = anArtifact('talk.cut.mp4', 'video');
    expect(captionsOf(cut, [anArtifact('talk.cut.vtt', 'text')])).toMatchObject([{ language: null }]);
  });
});

describe('a range of time', () => {
  it('is a moment once its start is marked, and grows to where its end is', () => {
    const moment = markStart(null, 1000.4);
    expect(moment).toEqual({ startMs: 1000, endMs: 1000 });
    expect(markEnd(moment, 4000)).toEqual({ startMs: 1000, endMs: 4000 });
  });

  it('without a start marked is everything up to its end', () => {
    expect(markEnd(null, 4000)).toEqual({ startMs: 0, endMs: 4000 });
  });

  it('never ends before it starts', () => {
    const range = { startMs: 1000, endMs: 4000 };
    expect(markStart(range, 5000)).toEqual({ startMs: 5000, endMs: 5000 });
    expect(markEnd(range, 500)).toEqual({ startMs: 500, endMs: 500 });
    expect(moveEnd(range, 'start', 9000, 10_000)).toEqual({ startMs: 4000, endMs: 4000 });
    expect(moveEnd(range, 'end', -9000, 10_000)).toEqual({ startMs: 1000, endMs: 1000 });
    expect(moveEnd(range, 'end', 9000, 10_000)).toEqual({ startMs: 1000, endMs: 10_000 });
  });

  it('grows over lines of the transcript, in either direction', () => {
    const line = { startMs: 5000, endMs: 7000 };
    expect(joinRanges(null, line)).toEqual(line);
    expect(joinRanges({ startMs: 8000, endMs: 9000 }, line)).toEqual({ startMs: 5000, endMs: 9000 });
  });

  it('lies in a row of its own where it would cover another', () => {
    const ranges = [
      { startMs: 0, endMs: 5000 },
      { startMs: 1000, endMs: 2000 },
      { startMs: 5000, endMs: 5000 },
      { startMs: 5050, endMs: 5100 },
    ];
    expect(lanesOf(ranges, 100)).toEqual([0, 1, 0, 1]);
  });

  it('is told like a clock', () => {
    expect([0, 62_400, 3_723_000].map((ms) => clock(ms))).toEqual(['0:00', '1:02', '1:02:03']);
    expect(clock(62_450, true)).toBe('1:02.4');
  });
});

function anArtifact(path: string, viewer: Artifact['viewer']): Artifact {
  return {
    hash: ArtifactHash.parse('ab'.repeat(32)),
    path,
    title: path,
    sizeBytes: 1,
    mediaType: 'text/plain',
    viewer,
    createdAt: null,
    claims: [],
    claimsUnit: false,
  };
}
