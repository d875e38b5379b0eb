import type { Unit } from '../../../domain/rubric.ts';
import { LOGGER_UNIT } from './demo-types.ts';
import { binary, levels, numeric } from './unit-parts.ts';

/** The technical unit: code that runs, and a report that can be believed. */
export const loggerUnit: Unit = {
  id: LOGGER_UNIT,
  code: 'DIG-417',
  title: 'Data-logging service: build and report',
  versionLabel: '2026.2',
  description:
    'The learner builds a small service that takes readings from a sensor, keeps them safely and serves them to others, and reports how well it works with measured results. Evidence is the code with its tests, the recorded data, a report and, where given, slides from the final presentation.',
  learningOutcomes: [
    'Design a small service with clear responsibilities and a data model that fits',
    'Write code that others can read, run and test',
    'Handle faults of sensors, storage and network without losing or inventing data',
    'Measure the behaviour of the service and report it honestly',
  ],
  expectedLevel: 'Level 4',
  methods: ['product', 'project', 'questioning'],
  recommendedPriorLearning: 'Programming in one language, version control, basic statistics.',
  credit: { value: 6, scheme: 'credits (10 learning hours each)' },
  alignments: [],
  passRule: { kind: 'all_met' },
  criteria: [
    levels(
      {
        name: 'logger/design',
        code: '1',
        title: 'Design and data model',
        description: 'How the work is divided, and what a reading is.',
        weight: 2,
      },
      {
        not_yet: 'Everything is in one place, or units, time zones or sensor identity are left open.',
        pass: 'Sampling, storage and serving are separate; a reading has time, sensor, quantity and unit.',
        merit: 'The design is explained with an alternative that was rejected; time is kept in UTC.',
        distinction:
          'Also shows how the design meets a change: a second sensor, a new quantity, ten times the data.',
      },
    ),
    levels(
      {
        name: 'logger/code',
        code: '2',
        title: 'Readable, maintainable code',
        description: 'Names, size of functions, repetition, comments that help.',
        weight: 2,
      },
      {
        not_yet:
          'A reader cannot follow it without the author: unclear names, long functions, copied blocks.',
        pass: 'Mostly clear names and small functions; some repetition or dead code remains.',
        merit:
          'Consistent and easy to change; errors are handled where they can be; configuration is separate.',
        distinction: 'A stranger could extend it the same day: documented boundaries, nothing superfluous.',
      },
    ),
    binary(
      {
        name: 'logger/runs',
        code: '3',
        title: 'Starts from a clean checkout and records readings',
        description: 'Following the README only, on another machine.',
        critical: true,
      },
      'Following the README, the service starts and stores at least 100 readings that can be read back.',
      'It does not start, needs steps the README leaves out, or stores nothing that can be read back.',
    ),
    levels(
      {
        name: 'logger/tests',
        code: '4',
        title: 'Tests that would catch a mistake',
        description: 'What is tested, and whether the tests can fail.',
      },
      {
        not_yet: 'No tests, or tests that pass whatever the code does.',
        pass: 'The main path and at least one fault are tested; tests run with one command.',
        merit: 'Edges are tested: empty, duplicate, out of range, out of order.',
        distinction: 'Also tests behaviour over time or under restart, without sleeping in real time.',
      },
    ),
    levels(
      {
        name: 'logger/faults',
        code: '5',
        title: 'Behaviour when things fail',
        description: 'Sensor unplugged, disk full, power cut, clock change.',
      },
      {
        not_yet: 'A fault stops the service, or it stores invented values.',
        pass: 'A missing sensor is noticed and recorded as missing; the service goes on.',
        merit:
          'Also survives restart and full storage without losing what was stored, and says what was lost.',
        distinction: 'Also alerts somebody in good time, without crying wolf, and shows this was tried.',
      },
    ),
    numeric(
      {
        name: 'logger/results',
        code: '6',
        title: 'Measured results in the report',
        description: 'Method, numbers, uncertainty, conclusion.',
        weight: 1,
      },
      { min: 0, max: 10, step: 0.5, passMark: 5 },
      'Up to 3 for a method another person could repeat, up to 4 for complete numbers with units, up to 2 for uncertainty and limits, 1 for a conclusion the numbers support.',
    ),
    binary(
      {
        name: 'logger/own-work',
        code: '7',
        title: 'Own work, with sources and help declared',
        description: 'Declaration in the report, supported by the history of the code and by questioning.',
        critical: true,
      },
      'Sources, generated code and help from others are declared, and the learner can explain any part.',
      'Parts are not the learner’s own and are not declared, or the learner cannot explain them.',
    ),
  ],
};
