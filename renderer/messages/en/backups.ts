/** Copies of the workspace, kept by this machine. */
export const backups = {
  'backups.title': 'Backups',
  'backups.open': 'Backups…',
  'backups.about':
    'This machine keeps copies of the workspace by itself. They lie on the same disk: keep one on another, too.',
  'backups.failed': 'The last copy could not be made. {why}',
  'backups.column.at': 'When',
  'backups.column.kind': 'What',
  'backups.column.size': 'Size',
  'backups.column.restore': 'Restore',
  'backups.kind.automatic': 'Copy',
  'backups.kind.before_migration': 'Before a new version of Assay',
  'backups.kind.kept': 'Kept when another was restored',
  'backups.none': 'There is no copy yet. One is made when work has been recorded.',
  'backups.make': 'Back up now',
  'backups.making': 'Copying',
  'backups.elsewhere': 'Save one elsewhere…',
  'backups.restore': 'Restore…',
  'backups.restoreOf': 'Restore the copy of {at}…',
  'backups.restoreTitle': 'Restore the copy of {at}',
  'backups.restoreAbout':
    'The workspace becomes what it was then. What is here now is kept beside it, in a folder of its own, and records made since are merged back where they can still be read.',
  'backups.restoreDrafts': 'Drafts that were not submitted become what they were then.',
  'backups.restoreRun': 'Restore',
  'backups.restoring': 'Restoring',
  'backups.back': 'Back to the list',
} as const;
