import type { Dossier, Estimate } from '../../api/shapes.ts';
import { type Fonts, TaggedSheet } from '../pdf/tagged-sheet.ts';

const plain = (word: string) => word.replaceAll('_', ' ');
const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;
const short = (id: string) => id.slice(0, 16);
const verdictOf = (verdict: 'passed' | 'not_yet' | null) =>
  verdict === null ? '–' : verdict === 'passed' ? 'passed' : 'not yet passed';

const MODE = {
  moderation: 'Moderated as a whole: findings on a sample act on all of it',
  verification: 'Verified item by item',
} as const;

const MARK = { holds: 'checked', fails: 'does not hold', not_checked: 'not checked' } as const;

/** Sets a dossier as a PDF. The same dossier gives the same bytes. */
export function setDossier(dossier: Dossier, fonts: Fonts): Promise<Buffer> {
  const { batch, unit, provider, exported } = dossier;
  const title = `Dossier of the batch “${batch.label}”`;
  const sheet = new TaggedSheet(fonts, { title, author: provider, at: new Date(exported.at) });
  titlePage(sheet, dossier, title);
  sheet.newPage();
  outcomes(sheet, dossier);
  sample(sheet, dossier);
  findings(sheet, dossier);
  coverage(sheet, dossier);
  statistics(sheet, dossier);
  people(sheet, dossier);
  timeline(sheet, dossier);
  return sheet.finish(`${provider} · ${unit.code} · ${batch.label}, version ${batch.version}`);
}

function titlePage(sheet: TaggedSheet, dossier: Dossier, title: string): void {
  const { batch, unit, provider, exported, outcomes: all, draws } = dossier;
  sheet.space(90);
  sheet.bar();
  sheet.paragraph(provider, { quiet: true, size: 13 });
  sheet.title(title);
  sheet.paragraph(`${unit.code} ${unit.title}, version ${unit.version}`, { size: 13 });
  sheet.space(16);
  const drawn = all.filter(({ drawnBecause }) => drawnBecause.length > 0).length;
  sheet.facts([
    ['Batch', `${batch.label}, version ${batch.version}`],
    ['Where it stands', plain(batch.state)],
    ['How it is moderated', MODE[batch.mode]],
    ['Opened', `${minute(batch.openedAt)} by ${batch.openedBy.name}`],
    [
      'Confirmed',
      batch.confirmed ? `${minute(batch.confirmed.at)} by ${batch.confirmed.by.name}` : 'not yet',
    ],
    ['Outcomes', `${all.length}: ${all.filter(({ verdict }) => verdict === 'passed').length} passed`],
    [
      'Sample',
      draws.length === 0
        ? 'not drawn yet'
        : `${drawn} of ${all.length}, in ${draws.length === 1 ? 'one draw' : `${draws.length} draws`}`,
    ],
    ['Exported', `${minute(exported.at)} by ${exported.by.name} (${exported.roles.map(plain).join(', ')})`],
    ['Record of the batch', batch.record],
  ]);
  sheet.paragraph(
    'Each statement names the record it comes from by the first 16 digits of its id. Records are signed; “checked” in the timeline means that the id, the signature and the place in its author’s chain of this record were checked when this was exported. “assay chain” follows any outcome from its evidence to its result.',
    { quiet: true, size: 9 },
  );
  if (!sheet.canShow(JSON.stringify(dossier)))
    sheet.paragraph(
      'Some characters have no shape in the typeface of this document. They are written as their Unicode numbers, such as [U+5F20]; dossier.json has them as they are.',
      { quiet: true, size: 9 },
    );
}

function outcomes(sheet: TaggedSheet, { outcomes: all }: Dossier): void {
  sheet.heading(1, 'Outcomes');
  sheet.table(
    [
      { head: 'Learner', share: 3 },
      { head: 'Assessed by', share: 2.4 },
      { head: 'Verdict', share: 1.7 },
      { head: 'Total', share: 1.2 },
      { head: 'Decided', share: 2.6 },
      { head: 'Record', share: 2.3, face: 'mono' },
    ],
    all.map(({ learner, attempt, assessors, verdict, total, how, record }) => [
      attempt > 1 ? `${learner}, attempt ${attempt}` : learner,
      assessors.map(({ name }) => name).join(', '),
      verdictOf(verdict),
      total ? `${total.points} of ${total.max}` : '–',
      how ?? 'not yet',
      record ? short(record) : '–',
    ]),
  );
}

function sample(sheet: TaggedSheet, { draws, outcomes: all }: Dossier): void {
  sheet.heading(1, 'Sample');
  if (draws.length === 0) {
    sheet.paragraph('No sample has been drawn yet.');
    return;
  }
  for (const [at, draw] of draws.entries()) {
    sheet.heading(2, `Draw ${at + 1}: ${draw.drawn.length} of ${draw.population}`);
    sheet.facts([
      ['Drawn', `${minute(draw.at)} by ${draw.by.name}`],
      ['Rule', draw.ruleInWords.join('\n')],
      ['Seed', draw.seed],
      ['SHA-256 of what it was drawn from', draw.populationSha256],
      ['Record', draw.record],
      ...(draw.reason === '' ? [] : [['Why it was extended', draw.reason] as const]),
    ]);
  }
  sheet.heading(2, 'What was drawn, and why');
  sheet.table(
    [
      { head: 'Learner', share: 2.4 },
      { head: 'Submission', share: 2.2, face: 'mono' },
      { head: 'Why it was drawn', share: 5 },
      { head: 'What was said last', share: 1.8 },
    ],
    all
      .filter(({ drawnBecause }) => drawnBecause.length > 0)
      .map(({ learner, submission, drawnBecause, looked }) => [
        learner,
        short(submission),
        drawnBecause.join('\n'),
        looked ?? 'nothing yet',
      ]),
  );
}

function findings(sheet: TaggedSheet, { findings: all, decision, unseen }: Dossier): void {
  sheet.heading(1, 'Findings');
  if (all.length === 0) sheet.paragraph('Nothing has been said of the sample yet.');
  else
    sheet.table(
      [
        { head: 'Learner', share: 2.2 },
        { head: 'Finding', share: 1.3 },
        { head: 'What was said', share: 4.2 },
        { head: 'By', share: 2.2 },
        { head: 'Record', share: 2.1, face: 'mono' },
      ],
      all.map((one) => [
        one.learner,
        one.finding,
        [
          one.note,
          ...one.wouldHaveGiven.map(
            ({ criterion, decision: given }) => `Would have given ${criterion}: ${given}`,
          ),
          ...one.actions.map((action) => `To do: ${action}`),
          ...(one.due === null ? [] : [`By ${one.due.slice(0, 10)}`]),
        ]
          .filter((line) => line !== '')
          .join('\n'),
        `${one.by.name}\n${minute(one.at)}`,
        short(one.record),
      ]),
    );
  if (decision) {
    sheet.heading(2, 'Decision about the whole');
    sheet.facts([
      ['Decision', decision.decision],
      ...(decision.adjustments.length > 0 ? [['Adjusted', decision.adjustments.join('\n')] as const] : []),
      ['Why', decision.reason],
      ['Decided', `${minute(decision.at)} by ${decision.by.name}`],
      ['Record', decision.record],
    ]);
  }
  if (unseen.length > 0) {
    sheet.heading(2, 'Not seen by whoever confirmed it');
    for (const { what, at, record } of unseen) sheet.paragraph(`${minute(at)}: ${what} (${short(record)})`);
  }
}

const LETTER = {
  candidates: 'Candidates',
  assessors: 'Assessors',
  methods: 'Methods of assessment',
  elements: 'Evidence and elements',
  records: 'Records: passed and not yet passed',
  activities: 'Activities and sites',
} as const;

function coverage(sheet: TaggedSheet, { coverage: all }: Dossier): void {
  if (all.length === 0) return;
  sheet.heading(1, 'Coverage (CAMERA)');
  sheet.table(
    [
      { head: 'What a sample must see', share: 3 },
      { head: 'Seen', share: 1.4 },
      { head: 'Not seen', share: 5 },
    ],
    all.map(({ dimension, isKnown, covered, total, values }) => [
      LETTER[dimension],
      isKnown ? `${covered} of ${total}` : 'not known',
      values
        .filter(({ sample: seen }) => seen === 0)
        .map(({ value }) => value)
        .join(', '),
    ]),
  );
}

const number = (value: number) => String(Math.round(value * 1000) / 1000 || 0);

/** A value with its 95 % interval, or why there is none. */
function estimate(one: Estimate): string {
  if (one.value === null) return one.reason;
  const { low, high } = one;
  const interval = low === undefined || high === undefined ? '' : `\n${number(low)} to ${number(high)}`;
  return `${number(one.value)}${interval}`;
}

function statistics(sheet: TaggedSheet, { statistics: said }: Dossier): void {
  sheet.heading(1, 'How the markers agree');
  sheet.paragraph(
    `Of the ${said.submissions} submissions of this batch that are marked, ${said.doubleMarked} were marked by two or more. Below each value is its 95 % interval. κ is never read alone: it collapses where nearly everybody passes.`,
    { quiet: true, size: 9 },
  );
  sheet.table(
    [
      { head: 'About', share: 2.6 },
      { head: 'Marked twice', share: 1.1 },
      { head: 'Exact', share: 1.7 },
      { head: 'At most one apart', share: 1.7 },
      { head: 'κ', share: 1.7 },
      { head: 'AC', share: 1.7 },
      { head: 'α', share: 1.7 },
    ],
    [said.verdict, ...said.criteria].map((one) => [
      one.title,
      String(one.paired),
      ...[one.exact, one.adjacent, one.kappa, one.ac, one.alpha].map(estimate),
    ]),
  );
  if (said.markers.length === 0) return;
  sheet.heading(2, 'Severity: percent above or below the others on the same work');
  sheet.table(
    [
      { head: 'Marker', share: 3 },
      { head: 'Marked', share: 1 },
      { head: 'Shared', share: 1 },
      { head: 'Severity', share: 4 },
    ],
    said.markers.map(({ marker, marked, shared, severity }) => [
      marker.name,
      String(marked),
      String(shared),
      estimate(severity),
    ]),
  );
}

function people(sheet: TaggedSheet, { people: all }: Dossier): void {
  sheet.heading(1, 'People and roles');
  sheet.table(
    [
      { head: 'Name', share: 2 },
      { head: 'Part in the batch', share: 2.6 },
      { head: 'Appointed as', share: 4 },
      { head: 'Key', share: 3.4, face: 'mono' },
    ],
    all.map(({ name, key, did, appointments }) => [
      name,
      did.join(', '),
      appointments
        .map(
          ({ roles, from, until }) =>
            `${roles.map(plain).join(', ')} from ${from.slice(0, 10)}${until ? ` until ${until.slice(0, 10)}` : ''}`,
        )
        .join('\n'),
      key,
    ]),
  );
}

function timeline(sheet: TaggedSheet, { timeline: all }: Dossier): void {
  sheet.heading(1, 'Timeline');
  sheet.table(
    [
      { head: 'When', share: 1.9 },
      { head: 'Who', share: 1.6 },
      { head: 'What', share: 4.4 },
      { head: 'Record', share: 2.2, face: 'mono' },
      { head: '', share: 1.4 },
    ],
    all.map(({ at, by, what, record, checked, reason }) => [
      minute(at),
      by.name,
      reason === null ? what : `${what}\nDoes not count: ${reason}`,
      short(record),
      MARK[checked],
    ]),
  );
}
