/** Words around what the isolated frame shows, besides those of Office files. */
export const readers = {
  'message.noSubject': '(no subject)',
  'message.from': 'From',
  'message.replyTo': 'Reply to',
  'message.to': 'To',
  'message.cc': 'Copy to',
  'message.bcc': 'Blind copy to',
  'message.date': 'Sent',
  'message.allHeaders': { one: 'The {n} header as it came', other: 'All {n} headers as they came' },
  'message.noBody': 'This message has no words in it.',
  'message.attachments': { one: '{n} attachment', other: '{n} attachments' },
  'message.attachmentsHint':
    'Attachments are listed, not opened. Save a copy of the message to look at them.',
  'message.unnamed': 'without a name',

  'notebook.in': 'In [{n}]',
  'notebook.notRun': 'In [ ]',
  'notebook.out': 'Out [{n}]',
  'notebook.cell': 'cell {n}',
  'notebook.error': 'Error',
  'notebook.stderr': 'Messages and warnings',
  'notebook.nothing': 'This notebook has no cells.',
  'notebook.cut': '… {n} more characters of output',
} as const;
