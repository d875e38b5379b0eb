/** What each room may import, besides itself. `domain` is for everyone. */
const rooms = {
  domain: [],
  ledger: ['domain'],
  api: ['domain'],
  store: ['domain', 'ledger', 'api'],
  evidence: ['domain', 'ledger', 'api'],
  bundle: ['domain', 'ledger', 'api', 'evidence', 'framework'],
  framework: ['domain', 'ledger', 'api'],
  exchange: ['domain', 'ledger', 'api', 'evidence', 'bundle'],
  results: ['domain', 'ledger', 'api'],
};
const lower = Object.keys(rooms);
rooms.app = lower;
rooms.host = [...lower, 'app'];
rooms.cli = [...lower, 'app', 'host'];

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-only-its-foundations`,
  comment: `src/${room} may import ${allowed.join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^(src|electron|renderer|test|scripts)/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'renderer-imports-api-and-domain-only',
      comment: 'The screens know the contract and the words, nothing of how they are kept.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(src|electron|test|scripts)/', pathNot: '^src/(api|domain)/' },
    },
    {
      name: 'electron-imports-no-screen',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|test|scripts)/' },
    },
    {
      name: 'policy-is-pure',
      comment: 'Security decisions are functions that a unit test can call: no Electron, no files.',
      severity: 'error',
      from: { path: '^electron/policy/' },
      to: { path: '^electron/(main|preload)/|^electron$|^(node:)?(fs|net|http|https|child_process)(/|$)' },
    },
    {
      name: 'core-knows-no-screen',
      comment: 'src/ runs in plain Node.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/(electron|react|react-dom)/' },
    },
    {
      name: 'only-store-speaks-sqlite',
      severity: 'error',
      from: { path: '^(src|electron|renderer)/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(@types/)?better-sqlite3/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Time, randomness, files and processes are passed in.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-opens-no-socket',
      comment: 'Nothing opens a socket.',
      severity: 'error',
      from: { path: '^(src|electron)/' },
      to: { path: '^(node:)?(net|tls|dgram|http|https|http2|dns)(/|$)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      // The bench lays pdf.js beside this page when it runs.
      from: { pathNot: '^test/bench/bare-pdf/' },
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
