/** What viewers of evidence say. */
export const viewers = {
  'viewer.toolbar': 'View',
  'viewer.opening': 'Opening “{title}” …',
  'viewer.zoom': 'Zoom',
  'viewer.zoomIn': 'Zoom in',
  'viewer.zoomOut': 'Zoom out',
  'viewer.zoomNow': 'Zoom, now {percent}',
  'viewer.fitWidth': 'Fit to width',
  'viewer.fitPage': 'Fit to window',
  'viewer.search': 'Search in this document',
  'viewer.searchClose': 'Close search',
  'viewer.searching': 'page {done} of {count}',
  'viewer.notFound': 'not found',
  'viewer.found': '{at} of {count}',
  'viewer.previousMatch': 'Previous match',
  'viewer.nextMatch': 'Next match',

  'viewer.problem.empty': 'This file is empty: it holds no bytes.',
  'viewer.problem.missing':
    'The bytes of this file are not in the workspace any more. Run the check in Log, or import the bundle again.',
  'viewer.problem.unreadable':
    'This file could not be read from the workspace. Try again; if it persists, run the check in Log.',
  'viewer.problem.crashed': 'The viewer failed on this file. You can save a copy and open it elsewhere.',
  'viewer.problem.kind':
    'Assay has no viewer for this kind of file. You can save a copy and open it elsewhere.',

  'viewer.archive.empty': 'This archive holds no files.',
  'viewer.archive.count': { one: '{n} file in the archive', other: '{n} files in the archive' },
  'viewer.archive.files': 'Files in {title}',
  'viewer.archive.unpacking': 'Unpacking',
  'viewer.archive.choose': 'Choose a file. It is opened here; nothing is unpacked to a folder.',

  'viewer.pdf.document': 'Pages of {title}',
  'viewer.pdf.page': 'Page {page}',
  'viewer.pdf.pageField': 'Page',
  'viewer.pdf.of': '/ {count}',
  'viewer.pdf.outline': 'Outline',
  'viewer.pdf.noOutline': 'This document has no outline.',
  'viewer.pdf.pageFailed': 'Page {page} is damaged and cannot be drawn.',
  'viewer.pdf.pageSlow': 'Drawing page {page} …',
  'viewer.pdf.broken':
    'This PDF is damaged and cannot be opened. You can save a copy and try another reader.',
  'viewer.pdf.noPages': 'This PDF has no pages.',
  'viewer.pdf.tooSlow': 'This PDF took more than a minute to open, so it was given up. You can save a copy.',
  'viewer.pdf.password': 'Password of this PDF',
  'viewer.pdf.passwordWhy': 'The learner protected it. The password is used now and not kept.',
  'viewer.pdf.passwordWrong': 'That is not the password. Try again.',
  'viewer.pdf.unlock': 'Open',

  'viewer.image.region': 'Picture: {title}',
  'viewer.image.broken':
    'This picture is damaged or of a kind that cannot be shown here. You can save a copy and open it elsewhere.',
  'viewer.image.tooLarge':
    'This picture has more than 300 million pixels, too many to show safely. You can save a copy.',

  'viewer.text.region': 'Text: {title}',
  'viewer.text.lines': { one: '{n} line', other: '{n} lines' },
  'viewer.text.wrap': 'Wrap long lines',
  'viewer.text.guessed': 'Not valid UTF-8: shown as Windows-1252 (Latin-1), so some letters may be wrong.',
  'viewer.text.encoding': 'Encoded as {encoding}.',
  'viewer.text.cut': 'The first {shown} of {size} are shown. Save a copy to read the rest.',
  'viewer.text.linesCut': '{shown} lines are shown; {left} more are not.',
  'viewer.text.lineCut': { one: '… {n} more character', other: '… {n} more characters' },

  'viewer.media.cannotPlay': 'This machine cannot play {type}. You can save a copy and play it elsewhere.',

  'artifact.path': 'File',
  'artifact.type': 'Kind',
  'artifact.size': 'Size',
  'artifact.created': 'Created',
  'artifact.createdUnknown': 'not stated',
  'artifact.sha256': 'SHA-256',
  'artifact.saveCopy': 'Save a copy …',
  'artifact.saveCopyHint':
    'A copy is outside Assay’s protection: it was made by someone else and may be unsafe to open.',
  'artifact.saved': 'Saved as {name}.',

  'anchor.bar': 'Chosen place',
  'anchor.to': 'Anchor to {criterion}',
  'anchor.drop': 'Let go of this place',
  'anchor.done': 'Anchored to {criteria}',
  'anchor.other': 'Another criterion',
  'anchor.find': 'Find a criterion',
  'anchor.findHint': '2.1, or a word of it',
  'anchor.none': 'No criterion is called that.',
  'anchor.isAnchored': 'anchored',
  'anchor.box': 'Draw a box',
  'anchor.boxKeys': 'arrow keys move, Shift and arrow keys resize, Enter sets, Escape cancels',
} as const;
