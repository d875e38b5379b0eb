import fc from 'fast-check';
import { expect, it } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { Draft } from '../../src/domain/judgment.ts';
import { aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';

const check = fc.constantFrom('yes', 'no', 'unsure', null);
// JSON knows no negative zero.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const size = number.map((value) => Math.abs(value));
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const rect = fc.record({ x: number, y: number, width: size, height: size });
const target = fc.oneof(
  fc.record({ kind: fc.constant('whole') }),
  fc.record({
    kind: fc.constant('page'),
    page: fc.integer({ min: 1 }),
    rects: fc.array(rect, { minLength: 1, maxLength: 4 }),
    quote: fc.option(text),
  }),
  fc.record({ kind: fc.constant('image'), rect }),
  fc.record({ kind: fc.constant('time'), startMs: fc.nat(), endMs: fc.nat() }),
  fc.record({
    kind: fc.constant('lines'),
    from: fc.integer({ min: 1 }),
    to: fc.integer({ min: 1 }),
    quote: fc.option(text),
  }),
);
const decision = fc.oneof(
  fc.record({ kind: fc.constant('binary'), met: fc.boolean() }),
  fc.record({ kind: fc.constant('level'), level: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.record({ kind: fc.constant('numeric'), points: number }),
);
const drafts = (artifact: string) =>
  fc
    .record({
      judgments: fc.array(
        fc.record({
          criterion: fc.constantFrom('c1', 'c2', 'c3', 'c9'),
          decision: fc.option(decision),
          rationale: text,
          anchors: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 3 }),
          vacs: fc.record({ valid: check, authentic: check, current: check, sufficient: check }),
          confidence: fc.constantFrom('low', 'medium', 'high', null),
        }),
        { maxLength: 5 },
      ),
      anchors: fc.array(
        fc.record({ id: fc.string({ minLength: 1, maxLength: 8 }), artifact: fc.constant(artifact), target }),
        { maxLength: 4 },
      ),
      feedback: text,
      pleaseCheck: fc.boolean(),
    })
    .map((draft) => Draft.parse(draft));

it('whatever was edited and saved last comes back equal when the workspace is opened again', async () => {
  const made = await aWorkspace();
  const submission = await aSubmission(made.workspace);
  const artifact = must(openSubmission(made.workspace, submission)).artifacts[0]?.hash ?? '';
  let revision = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(drafts(artifact), { minLength: 1, maxLength: 5 }), async (edits) => {
      for (const draft of edits)
        ({ revision } = must(saveDraft(made.workspace, submission, draft, revision)));
      const opened = must(openSubmission(await made.reopen(), submission));
      expect(opened.draft).toMatchObject({ draft: edits.at(-1), revision });
      expect(opened.draft?.draft).toEqual(edits.at(-1));
    }),
    { numRuns: 40 },
  );
});
