/** What is kept about a learner: handed out, and erased. */
export const privacy = {
  'privacy.menu': 'Personal data…',
  'privacy.export': 'Export what is kept about this learner…',
  'privacy.exportAbout': 'All submissions, evidence and results, as files to hand over',
  'privacy.erase': 'Erase what is kept about this learner…',
  'privacy.eraseAbout': 'Names, evidence and feedback; the proofs stay',
  'privacy.exportTitle': 'What is kept about {learner}',
  'privacy.exporting': 'Writing the files',
  'privacy.exported': {
    one: '{n} file is written to {folder}.',
    other: '{n} files are written to {folder}.',
  },
  'privacy.reveal': 'Show the folder',
  'privacy.eraseTitle': 'Erase what is kept about {learner}',
  'privacy.goes': 'What goes, here and on every machine this reaches',
  'privacy.goes.names': 'The name and every identifier of the learner.',
  'privacy.goes.evidence':
    'Their evidence, where nobody else handed in the same file, and its words in the search.',
  'privacy.goes.words': 'Rationales, quotes, feedback and action plans about their work.',
  'privacy.stays': 'What stays',
  'privacy.stays.records':
    'The signed records: who decided what, when. They name the learner by a number that leads nowhere any more.',
  'privacy.stays.released': 'Results that were handed out, since they are not here.',
  'privacy.stays.backups':
    'Copies kept by this machine and files sent to others, until they are made anew or rotate out. Make a new backup and delete the old ones.',
  'privacy.reason': 'Reason',
  'privacy.reasonWhy': 'Such as “asked for it on 3 March”. It is recorded; do not name the learner in it.',
  'privacy.type': 'Type “{learner}” to go on',
  'privacy.final': 'This cannot be undone.',
  'privacy.run': 'Erase',
  'privacy.erased': {
    one: 'What was kept in {n} submission is erased.',
    other: 'What was kept in {n} submissions is erased.',
  },
  'privacy.erasedArtifacts': {
    one: '{n} artifact is gone from this machine.',
    other: '{n} artifacts are gone from this machine.',
  },
  'privacy.erasedBackups': {
    one: '{n} copy kept by this machine still holds it. Make a new backup, and it rotates out.',
    other: '{n} copies kept by this machine still hold it. Make a new backup, and they rotate out.',
  },
  'privacy.erasedNext':
    'Send “Everything” to the others of this workspace: it is erased there, too, when they take it in.',
} as const;
