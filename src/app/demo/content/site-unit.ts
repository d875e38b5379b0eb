import type { Unit } from '../../../domain/rubric.ts';
import { SITE_UNIT } from './demo-types.ts';
import { binary, levels, numeric } from './unit-parts.ts';

/** The vocational unit: watched at work, with photographs and written records. */
export const siteUnit: Unit = {
  id: SITE_UNIT,
  code: 'SITE-204',
  title: 'Site risk assessment and safe isolation',
  versionLabel: '2026.1',
  description:
    'The learner assesses the risks of a small electrical job on a working site, puts the controls in place, isolates the circuit safely and proves it dead before anyone touches it. Evidence comes from a real job: a written risk assessment, photographs taken on the day, a test record and an observation by a competent person.',
  learningOutcomes: [
    'Identify hazards on a working site and the people they may harm',
    'Choose and put in place controls in the right order of preference',
    'Isolate a low-voltage circuit, secure the isolation and prove it dead',
    'Record test results so that another person can rely on them',
    'Explain safety decisions to the people affected',
  ],
  expectedLevel: 'Level 3',
  methods: ['observation', 'product', 'professional_discussion'],
  recommendedPriorLearning: 'Basic electrical principles and a current site induction card.',
  credit: { value: 4, scheme: 'credits (10 learning hours each)' },
  alignments: [],
  passRule: { kind: 'weighted_percent', atLeast: 50 },
  criteria: [
    levels(
      {
        name: 'site/hazards',
        code: '1.1',
        title: 'Identifies hazards and who may be harmed',
        description:
          'From the written risk assessment, the sketch and the photographs of the actual place of work.',
        weight: 2,
      },
      {
        not_yet:
          'Hazards are generic or copied from a template; an obvious hazard in the photographs is missing; people affected are not named.',
        pass: 'The main hazards of this job and this place are named, each with the people who may be harmed.',
        merit:
          'Also covers hazards that come from other trades, the public or the time of day, and says how each would cause harm.',
        distinction: 'Also foresees how hazards change as the job goes on, and plans when to look again.',
      },
    ),
    levels(
      {
        name: 'site/controls',
        code: '1.2',
        title: 'Rates the risks and chooses controls',
        description:
          'Ratings before and after control; elimination and engineering controls considered before PPE.',
        weight: 2,
      },
      {
        not_yet:
          'Ratings are missing or cannot be explained, or PPE is the only control for a serious hazard.',
        pass: 'Every hazard is rated before and after; controls are practicable and most are in the right order of preference.',
        merit: 'Controls follow the order of preference throughout and each has an owner and a time.',
        distinction:
          'Also justifies what was not done, and shows from the site that the controls were really in place.',
      },
    ),
    binary(
      {
        name: 'site/isolation',
        code: '2.1',
        title: 'Isolates and secures the correct circuit',
        description:
          'Identify, switch off, lock with a personal lock, tag. Seen in photographs or by the observer.',
        critical: true,
      },
      'The right circuit was identified at the board, switched off, locked with a personal lock and tagged with name and date, before work began.',
      'The circuit was not positively identified, or the isolation could have been undone by someone else.',
    ),
    binary(
      {
        name: 'site/prove-dead',
        code: '2.2',
        title: 'Proves dead at the point of work',
        description: 'Indicator proved on a known supply, all combinations tested, indicator proved again.',
        critical: true,
      },
      'An approved voltage indicator was proved before and after, and every combination of conductors was tested at the point of work.',
      'A step is missing, out of order or not evidenced: the indicator was not proved before and after, or a combination was not tested.',
    ),
    numeric(
      {
        name: 'site/test-record',
        code: '2.3',
        title: 'Records written test points',
        description:
          'One point for each test entry that is complete, plausible and has its unit, instrument and limit.',
        weight: 1,
      },
      { min: 0, max: 20, step: 1, passMark: 12 },
      'Count the entries. Take the point away where the unit is missing, the value cannot be right for the circuit, or the instrument is not named. 20 entries are asked for.',
    ),
    levels(
      {
        name: 'site/ppe',
        code: '3.1',
        title: 'Selects, checks and wears protective equipment',
        description: 'What the task needs, checked before use and worn while it is needed.',
      },
      {
        not_yet: 'Equipment needed for the task is missing, damaged or not worn.',
        pass: 'The right equipment is worn for the task; a check before use is recorded.',
        merit: 'Also explains why each item fits the hazard, including what it does not protect from.',
        distinction: 'Also notices and acts on other people’s missing or worn-out equipment.',
      },
    ),
    levels(
      {
        name: 'site/access',
        code: '3.2',
        title: 'Inspects access and excavation before use',
        description:
          'Scaffold, ladder or trench: what was looked at, what was found, what was done about it.',
      },
      {
        not_yet:
          'Access or excavation was used with a defect that should have been seen, or was not inspected.',
        pass: 'An inspection before use is recorded against a list; defects in plain view were reported.',
        merit:
          'Findings are specific (which lift, which side), and use was stopped until they were put right.',
        distinction: 'Also checks the record of the last statutory inspection and what changed since.',
      },
    ),
    levels(
      {
        name: 'site/explain',
        code: '4.1',
        title: 'Explains safety decisions to those affected',
        description: 'Toolbox talk, walk-through or professional discussion.',
      },
      {
        not_yet: 'Says what was done but not why, or leaves out the people affected.',
        pass: 'Explains the main controls and what others must do, in words they understand.',
        merit: 'Checks that they understood, and answers questions correctly.',
        distinction: 'Changes the plan in the light of what the others said, and records the change.',
      },
    ),
  ],
};
