import type { CriterionId, SubmissionId, UnitId } from '../../../src/domain/ids.ts';
import type { Draft } from '../../../src/domain/judgment.ts';

/** What a process is told to do to the workspace in a folder, until it is killed. */
export type Order = { readonly folder: string; readonly passphrase: string } & Work;

export type Work =
  | { readonly work: 'open' | 'backup' | 'appoint' | 'found' }
  | { readonly work: 'import'; readonly bundles: readonly string[] }
  | { readonly work: 'assess'; readonly submissions: readonly SubmissionId[]; readonly draft: Draft }
  | { readonly work: 'comment'; readonly unit: UnitId; readonly criterion: CriterionId }
  | { readonly work: 'agree'; readonly submissions: readonly SubmissionId[] }
  | { readonly work: 'export'; readonly submissions: readonly SubmissionId[]; readonly into: string }
  | { readonly work: 'pack'; readonly into: string }
  | { readonly work: 'merge'; readonly packages: readonly string[] }
  | { readonly work: 'erase'; readonly submissions: readonly SubmissionId[] }
  | { readonly work: 'join'; readonly invitation: string; readonly into: string }
  | { readonly work: 'lay_out'; readonly from: string }
  | { readonly work: 'restore'; readonly backup: string };
