export const welcome = {
  'welcome.promise':
    'Grade evidence offline, settle disagreements in the open, and release results anyone can check.',
  'welcome.demo': 'Look around the demo',
  'welcome.demoAbout': 'Two units, a dozen learners, and two markers who do not always agree.',
  'welcome.start': 'Start a workspace',
  'welcome.startAbout': 'For your own units and learners. It stays on this machine.',
  'welcome.open': 'Open a file someone sent you',
  'welcome.openAbout': 'A portfolio bundle, a unit, an invitation or other package, or a result to check.',
  'welcome.building': 'Setting up the demo',
  'welcome.recent': 'Recent workspaces',
  'welcome.missing': 'No longer at {location}',
  'welcome.verifyAbout': 'Check a result or a batch you were sent: no workspace, no account, no network.',
  'welcome.drop': 'Dropping a file anywhere on this window shows what is in it.',

  'newWorkspace.title': 'Start a workspace',
  'newWorkspace.person': 'Your name',
  'newWorkspace.personWhy': 'Signs every judgment you make.',
  'newWorkspace.provider': 'Training provider',
  'newWorkspace.providerWhy': 'Named as the issuer on results.',
  'newWorkspace.name': 'Workspace name',
  'newWorkspace.nameWhy': 'Such as a course or a term.',
  'newWorkspace.passphrase': 'Passphrase',
  'newWorkspace.passphraseWhy':
    'This system has no keychain, so a passphrase of at least 8 characters protects your signing key. It cannot be recovered.',
  'newWorkspace.create': 'Start',

  'passphrase.title': 'Passphrase needed',
  'passphrase.why': 'The signing key of this workspace is sealed with a passphrase.',
  'passphrase.open': 'Open',
} as const;
