/** Around evidence that is shown inert: web pages, messages, notebooks, Office files. */
export const frameViewer = {
  'viewer.frame.region': 'Document: {title}',
  'viewer.frame.outline': 'Outline',
  'viewer.frame.source': 'Source',
  'viewer.frame.showSource': 'Show source',
  'viewer.frame.showPage': 'Show as a document',
  'viewer.frame.blocked': 'Blocked: {list}.',
  'viewer.frame.notShown': 'Not shown: {list}.',
  'viewer.frame.unplaced': {
    one: '{n} anchor has no place in this view.',
    other: '{n} anchors have no place in this view.',
  },
  'viewer.frame.hung':
    'This document kept its viewer busy for too long, so it was stopped. Nothing else was touched.',
  'viewer.frame.crashed': 'The viewer of this document crashed. Nothing else was touched.',
  'viewer.frame.stopped': 'Opening was stopped. Nothing was changed.',
  'viewer.frame.again': 'Try again',

  'viewer.working.workbook': 'Reading a large workbook …',

  'viewer.refused.tooLarge':
    'This document is too large to show here. You can save a copy and open it elsewhere.',
  'viewer.refused.damaged':
    'This document is damaged or not of the kind it claims. You can save a copy and try another program.',
  'viewer.refused.encrypted':
    'This document is protected with a password. Ask the learner for it, save a copy and open it elsewhere.',
  'viewer.refused.unsupported':
    'Assay has no viewer for this kind of file. You can save a copy and open it elsewhere.',
  'viewer.refused.empty': 'This file is empty: it holds no bytes.',
  'viewer.refused.unsafe':
    'This document is built in a way that is not safe to open, such as to unpack without end. It is not shown.',

  'viewer.blocked.scripts': { one: '{n} script', other: '{n} scripts' },
  'viewer.blocked.pictures': { one: '{n} remote picture', other: '{n} remote pictures' },
  'viewer.blocked.styles': { one: '{n} style sheet from outside', other: '{n} style sheets from outside' },
  'viewer.blocked.fonts': { one: '{n} font from outside', other: '{n} fonts from outside' },
  'viewer.blocked.frames': { one: '{n} embedded page', other: '{n} embedded pages' },
  'viewer.blocked.forms': { one: '{n} form', other: '{n} forms' },
  'viewer.blocked.media': { one: '{n} video or sound', other: '{n} videos or sounds' },
  'viewer.blocked.refreshes': { one: '{n} jump to another page', other: '{n} jumps to other pages' },
  'viewer.blocked.prefetches': { one: '{n} hidden request', other: '{n} hidden requests' },
  'viewer.blocked.linkedFiles': { one: '{n} linked file', other: '{n} linked files' },

  'viewer.notShown.relativePictures': {
    one: '{n} picture in a file of its own',
    other: '{n} pictures in files of their own',
  },
  'viewer.notShown.foreignObjects': {
    one: '{n} insertion in a drawing',
    other: '{n} insertions in a drawing',
  },
  'viewer.notShown.widgets': { one: '{n} interactive output', other: '{n} interactive outputs' },
  'viewer.notShown.attachments': { one: '{n} attachment', other: '{n} attachments' },
  'viewer.notShown.animations': { one: '{n} animation', other: '{n} animations' },
  'viewer.notShown.cut': 'the end of this long document',
  'viewer.notShown.charts': {
    one: 'the drawing of {n} chart (its figures are)',
    other: 'the drawings of {n} charts (their figures are)',
  },
  'viewer.notShown.embeddedFiles': { one: '{n} embedded file', other: '{n} embedded files' },
  'viewer.notShown.headersAndFooters': 'headers and footers',
  'viewer.notShown.comments': { one: '{n} comment', other: '{n} comments' },
  'viewer.notShown.macros': 'macros, which never run here',
  'viewer.notShown.formulas': {
    one: 'the value of {n} formula (the file holds none)',
    other: 'the values of {n} formulas (the file holds none)',
  },
  'viewer.notShown.hiddenParts': { one: '{n} hidden part', other: '{n} hidden parts' },
  'viewer.notShown.media': { one: '{n} video or sound', other: '{n} videos or sounds' },
  'viewer.notShown.layout': 'the exact layout',
  'viewer.notShown.hugePictures': { one: '{n} huge picture', other: '{n} huge pictures' },
  'viewer.notShown.diagrams': { one: '{n} diagram', other: '{n} diagrams' },
  'viewer.notShown.shapes': { one: '{n} drawn shape', other: '{n} drawn shapes' },
  'viewer.notShown.pictureFormats': {
    one: '{n} picture of a kind that cannot be shown',
    other: '{n} pictures of kinds that cannot be shown',
  },
} as const;
