/** What the viewer of pictures says. */
export const images = {
  'viewer.image.region': 'Picture: {title}',
  'viewer.image.broken':
    'This picture is damaged or of a kind that cannot be shown here. You can save a copy and open it elsewhere.',
  'viewer.image.tooLarge':
    'This picture is {width} × {height} pixels, {megapixels} million. Of this kind, no more than {limit} million are decoded, because they could take all memory. You can save a copy.',
  'viewer.image.tooManyBytes':
    'This picture holds {size}. Pictures of its kind are decoded here up to {limit}. You can save a copy and open it elsewhere.',
  'viewer.image.actualSize': 'Actual size, 1:1',
  'viewer.image.turn': 'Turn by 90°, to look at it only',
  'viewer.image.play': 'Let the picture move',
  'viewer.image.stop': 'Stop the picture',
  'viewer.image.oneOfSeveral':
    'This file holds {count} pictures. One is shown; save a copy to see the others.',

  'viewer.hint.region': 'What the picture says of itself',
  'viewer.hint.taken': 'Taken {at} (camera clock)',
  'viewer.hint.noDate': 'No date is recorded in this picture',
  'viewer.hint.sameDay': 'on the day it was received',
  'viewer.hint.days': {
    one: '{n} day before it was received',
    other: '{n} days before it was received',
  },
  'viewer.hint.months': {
    one: 'about {n} month before it was received',
    other: 'about {n} months before it was received',
  },
  'viewer.hint.years': {
    one: 'about {n} year before it was received',
    other: 'about {n} years before it was received',
  },
  'viewer.hint.after': 'later than it was received, {at}: that clock was wrong',
  'viewer.hint.place': 'Place recorded: {latitude}, {longitude}',
  'viewer.hint.camera': 'Camera: {camera}',
  'viewer.hint.owner': 'Owner of the camera: {owner}',
  'viewer.hint.author': 'Author: {author}',
  'viewer.hint.source': 'Not proven. It stays in the file when you save a copy.',
} as const;
