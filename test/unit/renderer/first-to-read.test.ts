import { describe, expect, it } from 'vitest';
import { firstToRead } from '../../../renderer/workbench/first-to-read.ts';
import { Artifact } from '../../../src/api/shapes.ts';
import { AnchorId, CriterionId } from '../../../src/domain/ids.ts';
import { EMPTY_DRAFT, NO_VACS } from '../../../src/domain/judgment.ts';

const one = CriterionId.parse('c1');

function anArtifact(title: string, viewer: Artifact['viewer'], claims: readonly string[] = []): Artifact {
  const hash = [...title]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0');
  return Artifact.parse({
    hash: hash.slice(0, 64),
    path: title,
    title,
    sizeBytes: 1,
    mediaType: 'text/plain',
    viewer,
    createdAt: null,
    claims,
    claimsUnit: false,
  });
}

describe('what is opened first', () => {
  const readme = anArtifact('README', 'text');
  const code = anArtifact('code', 'code', ['c1']);
  const report = anArtifact('report', 'pdf', ['c1']);

  it('is the document the learner claims for the criterion, whatever sorts before it', () => {
    expect(firstToRead([readme, code, report], one, EMPTY_DRAFT)?.title).toBe('report');
  });

  it('is what one anchored for the criterion, before any claim', () => {
    const id = AnchorId.parse('a1');
    const draft = {
      ...EMPTY_DRAFT,
      anchors: [{ id, artifact: readme.hash, target: { kind: 'whole' as const } }],
      judgments: [
        { criterion: one, decision: null, rationale: '', anchors: [id], vacs: NO_VACS, confidence: null },
      ],
    };
    expect(firstToRead([code, report, readme], one, draft)?.title).toBe('README');
  });

  it('is a document where nothing is claimed, and nothing where nothing was handed in', () => {
    expect(firstToRead([readme, anArtifact('plan', 'pdf')], one, EMPTY_DRAFT)?.title).toBe('plan');
    expect(firstToRead([], one, EMPTY_DRAFT)).toBeUndefined();
  });
});
