/** Marking without knowing whose work it is. */
export const anonymity = {
  'anonymity.badge': 'Anonymous',
  'anonymity.title': 'Whose work it is',
  'anonymity.switch': 'Mark without knowing whose work it is',
  'anonymity.on':
    'Names, identifiers, titles and file names are withheld from everybody until an outcome is confirmed; then they return. What files say about their makers is hidden too.',
  'anonymity.off':
    'Everybody who may open a submission sees whose it is. When this is switched on, names stay out of sight until an outcome is confirmed.',
  'anonymity.limits': 'Names inside the evidence itself, on a page or in a picture, are not hidden.',
  'anonymity.onlySome': 'A provider or a moderator decides this.',
} as const;
