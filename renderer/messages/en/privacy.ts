/** What is kept about a learner: handed out, and erased. */
export const privacy = {
  'privacy.menu': 'Personal data…',
  'privacy.export': 'Export what is kept about this learner…',
  'privacy.exportAbout': 'All submissions, evidence and results, as files to hand over',
  'privacy.erase': 'Erase what is kept about this learner…',
  'privacy.eraseAbout': 'Names, evidence and drafts; what was decided stays',
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
  'privacy.goes.words': 'Drafts about their work that were not submitted.',
  'privacy.goes.backups':
    'Backups that each machine keeps of the workspace, where they hold the learner. A new one is made first.',
  'privacy.stays': 'What stays',
  'privacy.stays.records':
    'The signed records: who decided what, when, and in what words. They name the learner by a number that leads nowhere any more.',
  'privacy.stays.released': 'Results that were handed out, since they are not here.',
  'privacy.stays.backups':
    'Backups and packages that were copied elsewhere: nobody here can reach those. Once one is restored, taking in this erasure again erases it there.',
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
    one: 'A new backup was made, and {n} older one that held it was removed.',
    other: 'A new backup was made, and {n} older ones that held it were removed.',
  },
  'privacy.leftBackups': {
    one: '{n} backup still holds it, since no new one could be made in its place: Backups says why. It is tried again when the workspace is opened.',
    other:
      '{n} backups still hold it, since no new one could be made in their place: Backups says why. It is tried again when the workspace is opened.',
  },
  'privacy.erasedElsewhere': 'Backups and packages that were copied elsewhere still hold it.',
  'privacy.erasedNext':
    'Send “Everything” to the others of this workspace: it is erased there, too, when they take it in.',
} as const;
