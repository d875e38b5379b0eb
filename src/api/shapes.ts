/** Everything that crosses a process, by room. */
export * from './shapes/across.ts';
export * from './shapes/attempts.ts';
export * from './shapes/bundles.ts';
export * from './shapes/comments.ts';
export * from './shapes/evidence.ts';
export * from './shapes/files.ts';
export * from './shapes/ledger.ts';
export * from './shapes/marking.ts';
export * from './shapes/moderation.ts';
export * from './shapes/people.ts';
export * from './shapes/problem.ts';
export * from './shapes/queue.ts';
export * from './shapes/results.ts';
export * from './shapes/units.ts';
export * from './shapes/verification.ts';
export * from './shapes/workspace.ts';
