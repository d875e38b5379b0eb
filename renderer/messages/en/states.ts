/** The domain's own words for where things stand. */
export const states = {
  'outcome.awaiting': 'Awaiting marks',
  'outcome.partially_marked': 'Partly marked',
  'outcome.fully_marked': 'Marked',
  'outcome.auto_agreed': 'Within tolerance',
  'outcome.reconciling': 'To reconcile',
  'outcome.agreed': 'Agreed',
  'outcome.adjudicating': 'With adjudicator',
  'outcome.adjudicated': 'Adjudicated',
  'outcome.provisional': 'Provisional',
  'outcome.confirmed': 'Confirmed',
  'outcome.released': 'Released',
  'outcome.under_appeal': 'Under appeal',
  'outcome.set_aside': 'Set aside',

  'assessment.not_started': 'Not started',
  'assessment.in_progress': 'In progress',
  'assessment.submitted': 'Submitted',

  'verdict.passed': 'Passed',
  'verdict.not_yet': 'Not yet',

  'how.single': 'One marker',
  'how.auto_agreed': 'Two markers, within tolerance',
  'how.agreed': 'Agreed in moderation',
  'how.adjudicated': 'Adjudicated',
  'how.appealed': 'Decided on appeal',

  'flag.please_check': 'Please check',
  'flag.returned': 'Returned',
  'flag.stale': 'Stale',
  'flag.gaps': 'Gaps',

  'role.provider': 'Provider',
  'role.assessor': 'Assessor',
  'role.moderator': 'Moderator',
  'role.adjudicator': 'Adjudicator',
  'role.eqa': 'External quality assurer',

  'method.observation': 'Observation',
  'method.product': 'Product',
  'method.project': 'Project',
  'method.simulation': 'Simulation',
  'method.witness_testimony': 'Witness testimony',
  'method.professional_discussion': 'Professional discussion',
  'method.questioning': 'Questioning',
  'method.rpl': 'Recognition of prior learning',

  'decision.met': 'Met',
  'decision.notYet': 'Not yet met',
  'decision.points': '{points} of {max}',
  'decision.none': 'Not judged',

  'vacs.valid': 'Valid',
  'vacs.authentic': 'Authentic',
  'vacs.current': 'Current',
  'vacs.sufficient': 'Sufficient',
  'vacs.yes': 'yes',
  'vacs.no': 'no',
  'vacs.unsure': 'unsure',
  'vacs.unchecked': 'not checked',

  'criterion.critical': 'Must be met',

  'check.holds': 'Holds',
  'check.fails': 'Fails',
  'check.not_checked': 'Not checked',
} as const;
