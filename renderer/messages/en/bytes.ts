/** What is said of a file that is not shown, and of its bytes. */
export const bytes = {
  'artifact.nameDiffers': 'Its name says .{extension}; its bytes say {kind}.',
  'artifact.nameUnproven': 'Its name says .{extension}; its bytes are of no kind known here.',
  'artifact.showBytes': 'Show its bytes',
  'hex.region': 'Bytes of {title}',
  'hex.offset': 'Offset',
  'hex.bytes': 'Bytes',
  'hex.characters': 'Characters',
  'hex.shown': '{shown} of {size}, to read only',
  'hex.more': 'Show {size} more',
} as const;
