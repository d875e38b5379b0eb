import { assertNever } from '../result.ts';
import type { BatchFact } from './batch-branch.ts';

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const because = (reason: string) => (reason.trim() === '' ? '' : `: ${reason}`);

/** What somebody did to a batch, in one sentence; `of` says whose work, where one item is meant. */
export function batchStepInWords(fact: BatchFact, label: string, of: string): string {
  switch (fact.type) {
    case 'batch.opened':
      return `Opened the batch ${label}, to be ${fact.body.mode === 'moderation' ? 'moderated as a whole' : 'verified item by item'}`;
    case 'batch.marking_closed':
      return `Closed marking of ${label}: ${plural(fact.body.members.length, 'submission')}`;
    case 'batch.sample_drawn':
      return `Drew ${fact.body.drawn.length} of ${fact.body.population.length} of ${label}${because(fact.body.reason)}`;
    case 'batch.finding':
      return fact.body.finding === 'upheld'
        ? `Upheld the mark of ${of} in the sample of ${label}`
        : `Found the mark of ${of} ${fact.body.finding} in the sample of ${label}`;
    case 'batch.item_verified':
      switch (fact.body.as.kind) {
        case 'agree':
          return `Verified ${of}: agreed`;
        case 'advice':
          return `Verified ${of}: agreed, with advice`;
        case 'return':
          return `Returned ${of} to the assessor, to be back by ${fact.body.as.due.slice(0, 10)}`;
        default:
          return assertNever(fact.body.as);
      }
    case 'batch.decided': {
      const { decision, reason } = fact.body;
      switch (decision.kind) {
        case 'accept':
          return `Accepted the marks of ${label}${because(reason)}`;
        case 'adjust':
          return `Adjusted all marks of ${label}${because(reason)}`;
        case 'remark':
          return `Decided to mark all of ${label} again${because(reason)}`;
        default:
          return assertNever(decision);
      }
    }
    case 'batch.confirmed':
      return `Confirmed ${label}, version ${fact.body.version}`;
    case 'batch.reopened':
      return `Opened ${label} again as version ${fact.body.version}${because(fact.body.reason)}`;
    default:
      return assertNever(fact);
  }
}
