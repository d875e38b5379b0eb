import type { ToResolve } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { PersonKey, SubmissionId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { SealInQuestion } from '../../store/unresolved.ts';
import { withdrawAllFrom } from '../allocate.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import { openSealed } from '../open-seals.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownChoice, unknownMatter } from './matter.ts';

const OPEN = 'open';
const WITHDRAW = 'withdraw';

/** What waits about one person's seals: together, where it is the same with each. */
interface Waiting {
  readonly id: string;
  readonly matter: SealInQuestion['matter'];
  readonly person: PersonKey;
  /** The earliest. */
  readonly due: string | null;
  readonly submissions: readonly SubmissionId[];
}

/** Seals that could be opened and are not, that others wait for past their day, or that nothing fits. */
export const seals: Matter = {
  count: (workspace) => waiting(workspace).length,
  list: (workspace) => waiting(workspace).map((one) => describe(workspace, one)),
  async decide(workspace, { command, about, choice, reason }) {
    const one = waiting(workspace).find(({ id }) => id === about);
    if (!one) return unknownMatter();
    if (!choicesOf(workspace, one).some(({ id }) => id === choice)) return unknownChoice();
    return choice === OPEN
      ? openNow(workspace)
      : withdrawAllFrom(workspace, command, { ...one, reason, evenBegun: true });
  },
};

async function openNow(workspace: Workspace): Promise<Result<void>> {
  const { opened, waiting: left } = await openSealed(workspace);
  return opened > 0
    ? ok(undefined)
    : refused('seals.waiting', left[0]?.reason ?? 'There is nothing to open.');
}

function waiting(workspace: Workspace): readonly Waiting[] {
  const { unresolved, authority, local } = workspace.store;
  const now = nowIn(workspace);
  const all = unresolved.sealUnits(now);
  if (all.length === 0) return [];
  const units = all.filter(
    (unit) => authority().holds(workspace.me(), AUTHOR_ROLES['submission.allocated'], unit, now).allowed,
  );
  const isPart = local.get('scope') === 'part';
  const found = unresolved.sealsInQuestion({ person: workspace.person(), units, isPart, now });
  // What does not fit its seal is looked at one by one.
  const idOf = ({ matter, person, submission }: SealInQuestion) =>
    matter === 'broken' ? `${matter}:${submission}:${person}` : `${matter}:${person}`;
  const together = new Map<string, Waiting>();
  for (const one of found) {
    const { matter, person, submission } = one;
    const id = idOf(one);
    const before = together.get(id);
    const due = [before?.due, one.due].filter((day) => typeof day === 'string').sort()[0] ?? null;
    together.set(id, { id, matter, person, due, submissions: [...(before?.submissions ?? []), submission] });
  }
  return [...together.values()];
}

const ABOUT = {
  to_open: {
    own: 'Every seal is in, so it opens as soon as it is asked for.',
    others:
      'Every seal is in. It opens where it was sealed: send them the seals of the others, and take in the judgments they send back.',
  },
  late: {
    own: '',
    others:
      'Others have sealed theirs, which stay closed until this seal is in. Remind them; or withdraw the allocation, so that nobody waits for it any more.',
  },
  broken: {
    own: 'It does not count. What you sealed first can still be opened on the machine you sealed it on; or whoever allocated it withdraws the allocation.',
    others:
      'It is kept and does not count. What was sealed first can still be opened by whoever sealed it; or withdraw the allocation, and let somebody else mark.',
  },
} as const;

function describe(workspace: Workspace, one: Waiting): ToResolve {
  const { id, matter, person, submissions } = one;
  const name = workspace.store.authority().nameOf(person);
  const [first] = submissions;
  const opened = first && submissions.length === 1 ? loadSubmission(workspace, first) : null;
  const what = opened?.ok
    ? `the submission of ${identityOf(opened.value).name}, ${opened.value.unit.code}`
    : `${submissions.length} submissions`;
  const broken = opened?.ok ? opened.value.view.brokenSeals.get(person) : undefined;
  const why = (broken && workspace.store.views.notCounted(broken)) ?? '';
  const isMine = person === workspace.person();
  return {
    id: `seal:${id}`,
    kind: 'seal',
    title: titleOf(one, isMine ? null : name, what),
    about: `${why} ${ABOUT[matter][isMine ? 'own' : 'others']}`.trim(),
    at: one.due,
    submission: opened?.ok ? (first ?? null) : null,
    person: { key: person, name },
    records: broken ? recordInWords(workspace, broken) : [],
    choices: choicesOf(workspace, one),
    notMine: null,
  };
}

function titleOf({ matter, due }: Waiting, name: string | null, what: string): string {
  switch (matter) {
    case 'to_open':
      return `${name ?? 'You'} sealed ${what}, every seal is in, and it is not opened`;
    case 'late':
      return `${name ?? 'You'} should have sealed ${what} by ${due?.slice(0, 10) ?? 'now'}`;
    case 'broken':
      return `What ${name ?? 'you'} submitted of ${what} does not fit a seal`;
  }
}

function choicesOf(workspace: Workspace, one: Waiting): ToResolve['choices'] {
  const { store } = workspace;
  const isMine = one.person === workspace.person();
  if (one.matter === 'to_open') {
    const isHere = store.sealed.seals().some(({ submission }) => one.submissions.includes(submission));
    const holdsKey = store
      .authority()
      .keysOf(one.person)
      .some((key) => workspace.keyring.holds(key));
    return isHere && holdsKey
      ? [
          {
            id: OPEN,
            label: 'Open it now',
            about: 'The assessment counts, and is shown.',
            reason: 'none',
            leaves: 'record',
          },
        ]
      : [];
  }
  return isMine
    ? []
    : [
        {
          id: WITHDRAW,
          label: one.submissions.length === 1 ? 'Withdraw the allocation' : 'Withdraw these allocations',
          about:
            'Nobody waits for this seal any more. What was sealed stays sealed; somebody else can be asked.',
          reason: 'needed',
          leaves: 'record',
        },
      ];
}
