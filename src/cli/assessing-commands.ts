import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { QueueHit, Snippet, SubmissionDetail } from '../api/shapes.ts';
import { Anchor } from '../domain/anchor.ts';
import { CriterionId } from '../domain/ids.ts';
import { Confidence, Decision, type Draft, NO_VACS, PlannedAction, Vacs } from '../domain/judgment.ts';
import { decisionInWords } from '../domain/verdict.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { queueRows } from './queue-rows.ts';
import { Refused, type Session } from './session.ts';

/** An assessment as data; a criterion may be named by its id or its code. */
const AssessmentFile = z.object({
  judgments: z.array(
    z.object({
      criterion: z.string(),
      decision: Decision,
      rationale: z.string().default(''),
      anchors: z.array(z.string()).default([]),
      vacs: Vacs.default(NO_VACS),
      confidence: Confidence.nullable().default(null),
    }),
  ),
  anchors: z.array(Anchor).default([]),
  feedback: z.string().default(''),
  actions: z.array(PlannedAction).default([]),
  pleaseCheck: z.boolean().default(false),
});

/** Reads a JSON file given on the command line. */
export async function readJsonArgument<S extends z.ZodType>(
  session: Session,
  path: string,
  schema: S,
): Promise<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(resolve(session.terminal.cwd, path), 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new Refused({ code: 'usage.file', message: `“${path}” ${why}.` }, 2);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const causes = parsed.error.issues.map((issue) => ({
      code: 'input.invalid',
      message: issue.message,
      at: issue.path.join('.'),
    }));
    throw new Refused({
      code: 'input.invalid',
      message: `“${path}” does not have the shape that is needed.`,
      causes,
    });
  }
  return parsed.data;
}

/** The place and the words around it, on lines of their own. */
function whereFound(hit: QueueHit | null): string {
  const words = (found: { readonly snippet: Snippet }) => found.snippet.map(({ text }) => text).join('');
  const lines = [];
  if (hit?.evidence) {
    const { kind, ...place } = hit.evidence.place;
    lines.push(
      `    ${[kind === 'whole' ? 'evidence' : kind, ...Object.values(place).slice(0, 1)].join(' ')}: ${words(hit.evidence)}`,
    );
  }
  if (hit?.comment) lines.push(`    comment by ${hit.comment.by}: ${words(hit.comment)}`);
  return lines.map((line) => `\n${line}`).join('');
}

export function addAssessingCommands(program: Command, act: Act): void {
  program
    .command('queue')
    .description('list submissions with their state and progress')
    .option('--text <words>', 'only those that mention this: in names, evidence, or comments you may see')
    .option('--set-aside', 'those that are set aside instead')
    .action(
      act(async (session, options: { text?: string; setAside?: boolean }) => {
        await session.open();
        if (options.text !== undefined) await session.call('evidence.readAll', {});
        const rows = await queueRows(session, {
          ...(options.text === undefined ? {} : { text: options.text }),
          ...(options.setAside ? { states: ['set_aside' as const] } : {}),
        });
        session.print(
          rows,
          () =>
            rows
              .map(
                (row) =>
                  `${row.submission.slice(0, 12)}  ${row.unitCode.padEnd(10)} ${row.state.padEnd(14)} ${row.progress.met} met, ${row.progress.notYet} not yet, ${row.progress.toDo} to do  ${row.learner}${[row.sealed ? 'sealed' : null, row.due === null ? null : `due ${row.due.slice(0, 10)}`].map((one) => (one === null ? '' : `  ${one}`)).join('')}`,
              )
              .join('\n') || 'No submissions yet. Take some in with “assay import”.',
        );
        return 0;
      }),
    );

  program
    .command('search')
    .description('look for words in names, evidence and comments, and say where they are')
    .argument('<words>', 'every word must occur; "words in quotes" one after the other')
    .action(
      act(async (session, text: string) => {
        await session.open();
        await session.call('evidence.readAll', {});
        const sort = { by: 'received', descending: true } as const;
        const page = await session.call('queue.list', { filter: { text }, sort, offset: 0, limit: 100 });
        const submissions = page.rows.map(({ submission }) => submission);
        const hits = await session.call('queue.hits', { submissions, text });
        const found = page.rows.map((row, index) => ({ ...row, hit: hits[index] ?? null }));
        session.print({ total: page.total, found }, () =>
          [
            ...found.map(
              (row) =>
                `${row.submission.slice(0, 12)}  ${row.unitCode.padEnd(10)} ${row.learner}${whereFound(row.hit)}`,
            ),
            page.total === 0
              ? 'Nothing was found.'
              : `${page.total} found${page.total > found.length ? `, the first ${found.length} shown` : ''}.`,
          ].join('\n'),
        );
        return 0;
      }),
    );

  program
    .command('show')
    .description('show a submission: its evidence, rubric and judgments')
    .argument('<submission>')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const detail = await session.call('submissions.get', {
          submission: await findSubmission(session, wanted),
        });
        session.print(detail, () => inWords(detail));
        return 0;
      }),
    );

  program
    .command('assess')
    .description('submit an assessment given as data')
    .argument('<submission>')
    .requiredOption('--from <file.json>', 'judgments, anchors and feedback')
    .option('--draft', 'save it as a draft and do not submit')
    .option('--supersede <reason>', 'put it in the place of what you submitted, and say why')
    .action(
      act(async (session, wanted: string, options: { from: string; draft?: boolean; supersede?: string }) => {
        const given = await readJsonArgument(session, options.from, AssessmentFile);
        await session.open();
        const submission = await findSubmission(session, wanted);
        if (options.supersede !== undefined)
          await session.call('assessments.change', { submission, reason: options.supersede });
        const detail = await session.call('submissions.get', { submission });
        const draft = draftOf(detail, given);
        const saved = await session.call('drafts.save', {
          submission,
          draft,
          revision: detail.draft?.revision ?? 0,
        });
        if (options.draft) {
          session.print(saved, () => `Saved as a draft; ${saved.missing.length} things are missing.`);
          return 0;
        }
        const assessment = await session.call('assessments.submit', {
          command: session.newCommand(),
          submission,
          revision: saved.revision,
        });
        session.print(
          assessment,
          () =>
            `Submitted: ${assessment.judgments.length} judgments as ${assessment.assessor.name}, record ${assessment.id.slice(0, 12)}.`,
        );
        return 0;
      }),
    );
}

function draftOf(detail: SubmissionDetail, given: z.output<typeof AssessmentFile>): Draft {
  const idOf = (named: string) => {
    const found = detail.unit.criteria.find(
      (criterion) => criterion.id === named || criterion.code === named,
    );
    if (!found)
      throw new Refused({ code: 'criterion.unknown', message: `This unit has no criterion “${named}”.` });
    return CriterionId.parse(found.id);
  };
  const anchorIds = new Map(given.anchors.map((anchor) => [String(anchor.id), anchor.id]));
  const judgments = given.judgments.map((judgment) => ({
    ...judgment,
    criterion: idOf(judgment.criterion),
    anchors: judgment.anchors.map((named) => {
      const id = anchorIds.get(named);
      if (!id)
        throw new Refused({ code: 'anchor.unknown', message: `There is no anchor “${named}” in the file.` });
      return id;
    }),
  }));
  return {
    judgments,
    anchors: given.anchors,
    feedback: given.feedback,
    actions: given.actions,
    pleaseCheck: given.pleaseCheck,
  };
}

function inWords(detail: SubmissionDetail): string {
  const lines = [
    `${detail.title}`,
    `${detail.learner.name} · ${detail.unit.code} ${detail.unit.title} · attempt ${detail.attempt} · ${detail.state}`,
    '',
    'Evidence',
    ...detail.artifacts.map(
      (artifact) =>
        `  ${artifact.path}  ${artifact.mediaType}, ${artifact.sizeBytes} bytes  ${artifact.hash.slice(0, 12)}`,
    ),
    '',
    'Criteria',
  ];
  const assessments = [...(detail.mine ? [detail.mine] : []), ...detail.others];
  for (const criterion of detail.unit.criteria) {
    lines.push(
      `  ${criterion.code ?? criterion.id}  ${criterion.title}${criterion.critical ? '  (must be met)' : ''}`,
    );
    for (const assessment of assessments) {
      const judgment = assessment.judgments.find((one) => one.criterion === criterion.id);
      if (judgment)
        lines.push(
          `    ${assessment.assessor.name}: ${decisionInWords(criterion, judgment.decision)}  ${judgment.rationale}`,
        );
    }
  }
  return lines.join('\n');
}
