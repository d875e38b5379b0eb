/** How an outcome came about. */
export const history = {
  'history.title': 'History',
  'history.of': 'History of {learner}’s submission',
  'history.checked': {
    one: '{n} record, signature and place in its chain checked just now',
    other: '{n} records, signatures and places in their chains checked just now',
  },
  'history.failed': {
    one: '{n} record does not hold. It is marked below.',
    other: '{n} records do not hold. They are marked below.',
  },
  'history.checking': 'Checking {done} of {n}',
  'history.restsOn': 'Rests on',
  'history.copy': 'Copy as text',
  'history.copied': 'Copied',
  'history.holds': 'Holds',
  'history.fails': 'Does not hold',
  'history.proofHolds': 'Holds: show the proof of {id}',
  'history.proofFails': 'Does not hold: show the proof of {id}',
  'history.notCounted': 'Not counted: {reason}',
  'history.record': 'record {id}',
  'history.number': 'No. {n}',
  'history.list': 'As a list',
  'history.timeline': 'As a history',
  'history.empty': 'No records of this submission',
} as const;
