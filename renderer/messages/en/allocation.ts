/** Who is to mark what, by when, sealed or not; what trainees submit; units that changed since. */
export const allocation = {
  'queue.ticked': { one: '{n} chosen', other: '{n} chosen' },
  'queue.untick': 'Untick all',
  'queue.allocate': 'Allocate…',
  'queue.column.due': 'Due',
  'queue.sealed': 'To be sealed',
  'queue.overdue': 'Overdue',
  'queue.ticked.allocated': { one: '{n} allocated', other: '{n} allocated' },
  'queue.ticked.overdue': { one: '{n} overdue', other: '{n} overdue' },
  'queue.allocations': 'Allocated',

  'allocate.title': { one: 'Allocate {n} submission', other: 'Allocate {n} submissions' },
  'allocate.already': {
    one: '{n} is allocated already, to {names}. That stands beside this.',
    other: '{n} are allocated already, to {names}. That stands beside this.',
  },
  'allocate.person': 'To',
  'allocate.choose': 'Choose an assessor',
  'allocate.criteria': 'Criteria',
  'allocate.criteria.all': 'All criteria',
  'allocate.criteria.some': 'Some',
  'allocate.criteria.about':
    'Choose at least one. Others can be asked for the rest: the mark is put together from all of them.',
  'allocate.as': 'As',
  'allocate.as.first': 'First marker',
  'allocate.as.second': 'Second marker',
  'allocate.sealed': 'Sealed',
  'allocate.sealedAbout':
    'Nobody can open it before every sealed assessment of the submission is in. Afterwards anybody can check that none was changed.',
  'allocate.due': 'Due',
  'allocate.dueWhy': 'Leave it empty for no date.',
  'allocate.run': 'Allocate',
  'allocate.done': {
    one: '{n} submission is allocated to {name}.',
    other: '{n} submissions are allocated to {name}.',
  },
  'allocate.refused': {
    one: '{n} could not be allocated:',
    other: '{n} could not be allocated:',
  },
  'allocate.next': '{name} does not know it yet: send them their work.',
  'allocate.send': 'Send the work…',
  'allocate.nobody': 'Nobody is appointed to assess yet. Appoint somebody in People first.',
  'allocate.withdraw': 'Withdraw the allocation to {name}',
  'allocate.withdrawTitle': 'Withdraw the allocation',
  'allocate.withdrawAbout':
    '{name} is then no longer to mark this. What they already submitted stays, and counts as before.',
  'allocate.withdrawRun': 'Withdraw it',
  'allocation.first': 'first',
  'allocation.second': 'second',
  'allocation.criteria': { one: '{n} criterion', other: '{n} criteria' },
  'allocation.sealed': 'sealed',
  'allocation.due': 'due {due}',
  'allocation.stands.to_do': 'To do',
  'allocation.stands.sealed': 'Sealed',
  'allocation.stands.opened': 'Opened',
  'allocation.stands.submitted': 'Submitted',

  'bench.seal': 'Seal',
  'bench.sealedAt': 'Sealed {at}',
  'bench.sealed.waits': {
    one: 'Your assessment is sealed. It opens when {n} more seal is in.',
    other: 'Your assessment is sealed. It opens when {n} more seals are in.',
  },
  'bench.sealed.ready': 'Your assessment is sealed, and every seal is in.',
  'bench.sealed.elsewhere': 'What you sealed lies on the machine you sealed it on, and opens there.',
  'bench.sealed.send': 'Send my seal…',
  'bench.sealed.open': 'Open it now',
  'bench.toSeal':
    'This is allocated sealed: once you seal it, it cannot be changed, and nobody can open it before the other markers have sealed theirs.',
  'bench.due': 'Due {due}',

  'setAside.bench': 'Set aside by {by} on {at}: another submission is assessed in its place. {reason}',
  'setAside.other': 'Open the other',
  'setAside.resume': 'Take it up again…',
  'setAside.resumeTitle': 'Take the submission up again',
  'setAside.resumeAbout':
    'It returns to the queue with all that was decided about it. Where another one stands in its place, one of the two is to be set aside again.',
  'setAside.resumeRun': 'Take it up again',

  'stale.bench':
    'This unit has a newer version than the one this was marked with. Look whether the marks still hold.',
  'stale.confirm': 'Confirm unchanged',
  'stale.queue': { one: 'Confirm {n} unchanged', other: 'Confirm {n} unchanged' },
  'stale.done': {
    one: '{n} is confirmed unchanged.',
    other: '{n} are confirmed unchanged.',
  },
  'stale.refused': { one: '{n} could not be confirmed:', other: '{n} could not be confirmed:' },

  'countersign.waits': 'What {name} submitted as a trainee counts once somebody stands behind it.',
  'countersign.look': 'Look at it…',
  'countersign.title': 'What {name} submitted',
  'countersign.about':
    'Countersigned, it counts as theirs with you behind it. Returned, they can take it up again with your note.',
  'countersign.feedback': 'Feedback',
  'countersign.anchors': { one: '{n} place in the evidence', other: '{n} places in the evidence' },
  'countersign.note': 'Note',
  'countersign.noteWhy': 'Needed to return it: say what to look at again.',
  'countersign.accept': 'Countersign',
  'countersign.return': 'Return it',
} as const;
