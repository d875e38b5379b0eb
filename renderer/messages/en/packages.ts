/** What people send each other in files: taking it in, joining, admitting, sending. */
export const packages = {
  'incoming.title.packages': 'Packages',
  'incoming.title.taking': 'Taking in',
  'incoming.title.taken': 'Taken in',
  'incoming.title.joined': 'You are almost in',
  'incoming.title.admitted': 'Appointed',
  'incoming.title.restored': 'Restored',

  'package.kind.invitation': 'Invitation',
  'package.kind.acceptance': 'Acceptance',
  'package.kind.assignment': 'Work to assess',
  'package.kind.seal': 'Seals',
  'package.kind.judgments': 'Judgments',
  'package.kind.moderation': 'Moderated work',
  'package.kind.workspace': 'Everything',
  'package.kind.backup': 'Backup',

  'package.from': 'From',
  'package.for': 'For',
  'package.made': 'Made',
  'package.workspace': 'Workspace',
  'package.you': 'you',
  'package.known': 'Known here',
  'package.unknown': 'Not known here',
  'package.unknownWhy':
    'Nobody here has this key. Compare the six words with whoever sent it before you rely on it; each record in it is checked by itself anyway.',
  'package.notForYou': 'This is made for {name}. You can take it in; it may hold less than you need.',
  'package.encrypted': 'Encrypted',
  'package.adds': 'It adds',
  'package.addsNothing': 'Nothing new: everything in it is here already.',
  'package.known.records': {
    one: '{n} record is here already.',
    other: '{n} records are here already.',
  },
  'package.evidence': '{size} of evidence',
  'package.addsNot': 'It does not add, or does not count',
  'package.problems': 'What is wrong with it',
  'package.problem.error': 'Error',
  'package.problem.warning': 'Warning',
  'package.sound': 'Whole and signed',
  'package.locked': 'Locked with a passphrase',
  'package.broken': 'Cannot be taken in',
  'package.other': 'This belongs to the workspace “{name}”, which is not the one that lies open.',
  'package.none': 'This belongs to the workspace “{name}”.',
  'package.otherOpen': 'Open “{name}”',
  'package.otherUnknown':
    'It is not among the workspaces of this machine. If you should be part of it, ask for an invitation.',
  'package.openFirst': 'Its key may lie in another workspace of this machine:',
  'package.takeIn': { one: 'Take in', other: 'Take in {n} packages' },
  'package.takeInSome': {
    one: 'Take in the {n} that can be, of {all}',
    other: 'Take in the {n} that can be, of {all}',
  },
  'package.join': 'Join…',
  'package.admit': 'Compare words…',
  'package.restore': 'Restore…',
  'package.back': 'Back to the packages',
  'package.others': {
    one: '{n} other file came with it.',
    other: '{n} other files came with it.',
  },
  'package.othersOpen': { one: 'Look at it', other: 'Look at them' },

  'taken.status.taken_in': 'Taken in',
  'taken.status.nothing_new': 'Was already here; nothing changed',
  'taken.status.refused': 'Not taken in',
  'taken.added': 'Added: {what}',
  'taken.opened': {
    one: '{n} sealed assessment could be opened: every seal is in.',
    other: '{n} sealed assessments could be opened: every seal is in.',
  },
  'taken.toResolve': {
    one: '{n} thing waits for somebody to decide.',
    other: '{n} things wait for somebody to decide.',
  },
  'taken.openResolve': 'Go to To resolve',
  'taken.openQueue': 'Show the queue',

  'join.title': 'Join “{workspace}”',
  'join.asked': '{name} asks you to join “{workspace}” as {roles}.',
  'join.askedTrainee': 'As a trainee: somebody else countersigns what you submit.',
  'join.askedUntil': 'Until {until}.',
  'join.askedAll': 'For all units.',
  'join.askedSome': { one: 'For {n} unit.', other: 'For {n} units.' },
  'join.askedDevice': '{name} offers your key on another device a place in “{workspace}”.',
  'join.name': 'Your name',
  'join.nameWhy': 'As others in the workspace will read it. It signs every judgment you make.',
  'join.passphraseWhy':
    'This system has no keychain, so a passphrase of at least 8 characters protects your signing key. It cannot be recovered.',
  'join.next':
    'A key is made for you on this machine, and your acceptance is saved as a file. Send that file back; once it is admitted you are in.',
  'join.run': 'Join and save the acceptance…',
  'join.fileName': 'Acceptance of {name}.assay',

  'joined.send': 'Send the file “{file}” back to {name}.',
  'joined.read':
    'Then read these six words to each other, by telephone or face to face. They stand for your key: if they match, nobody has come between.',
  'joined.words': 'Your six words',
  'joined.then':
    'Until you are admitted you can look around; what you record counts from your appointment on. What is sent to you next brings it.',
  'joined.done': 'Look around',

  'admit.title': 'Admit {name}',
  'admit.accepted': '{name} accepted your invitation.',
  'admit.device': '{name} wants to add a key on another device.',
  'admit.replacement': '{name} wants a new key in the place of one that was lost.',
  'admit.read':
    'Ask them to read you their six words, by telephone or face to face. Go on only if they are these.',
  'admit.words': 'Six words of {name}',
  'admit.compared': 'We compared these words aloud',
  'admit.compareFirst': 'Compare the words first.',
  'admit.noProposal':
    'The invitation this answers is not known here, so there is nothing to appoint them to. Take in what its sender has, or invite them anew.',
  'admit.already': 'This key is admitted already. There is nothing more to do.',
  'admit.roles': 'Becomes',
  'admit.units': 'For',
  'admit.until': 'Until',
  'admit.noEnd': 'no end',
  'admit.run': 'Appoint',
  'admit.runKey': 'Admit the key',
  'admit.trainee': 'Trainee: their work needs a countersignature',
  'admitted.done': '{name} is appointed.',
  'admitted.next':
    'They do not know it yet: their appointment travels with whatever you send them next. Allocate work to them in the queue, then send it.',
  'admitted.queue': 'Go to the queue',
  'admitted.send': 'Send everything to {name}…',

  'restore.title': 'Restore “{workspace}”',
  'restore.about':
    'Lays out “{workspace}” as it was on {at}, in a folder of its own, and opens it. Nothing that is on this machine now is touched.',
  'restore.titleLocked': 'Restore a backup',
  'restore.aboutLocked':
    'Lays out the workspace of the backup “{file}” in a folder of its own, and opens it. Nothing that is on this machine now is touched.',
  'restore.after':
    'What was recorded since comes back when you take in the packages it was sent in, or those of others.',
  'restore.folder': 'Folder',
  'restore.ownFolder': 'In Assay’s own folder',
  'restore.choose': 'Choose a folder…',
  'restore.passphraseWhy': 'The signing key in this backup is sealed with a passphrase.',
  'restore.lockedWhy':
    'The one that was chosen when the backup was made. It opens the signing keys in it as well.',
  'restore.run': 'Restore and open',
  'restore.running': 'Laying out the workspace',

  'restored.done': '“{workspace}” is restored, but not all of it could be.',

  'words.label': 'Six words',
} as const;
