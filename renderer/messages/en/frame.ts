/** The frame around every room, and what all rooms share. */
export const frame = {
  'ui.close': 'Close',
  'ui.cancel': 'Cancel',
  'ui.working': 'Working',
  'ui.resize': 'Resize panes',
  'ui.retry': 'Try again',
  'ui.loading': 'Loading',
  'ui.tone.info': 'Note',
  'ui.tone.good': 'Done',
  'ui.tone.warn': 'Warning',
  'ui.tone.bad': 'Problem',
} as const;
