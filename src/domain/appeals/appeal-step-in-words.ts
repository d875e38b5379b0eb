import { assertNever } from '../result.ts';
import type { AppealProcess, AppealResult } from './appeal-facts.ts';
import type { AppealFact } from './appeal-view.ts';

const because = (reason: string) => (reason.trim() === '' ? '' : `: ${reason}`);

const PROCESS: Readonly<Record<AppealProcess, string>> = {
  clerical_check: 'the clerical check alone',
  review: 'a review of the marking',
  blind_remark: 'a blind re-mark',
  double_blind: 'a double-blind re-mark',
};

const RESULT: Readonly<Record<AppealResult, string>> = {
  upheld: 'the outcome stands',
  raised: 'the mark is raised',
  lowered: 'the mark is lowered',
  remitted: 'it goes back to marking and moderation',
};

/** What somebody did about an appeal, in one sentence; `of` says whose work it is about. */
export function appealStepInWords(fact: AppealFact, of: string): string {
  switch (fact.type) {
    case 'appeal.lodged':
      return `Lodged an appeal about ${of}, ${fact.body.mayLower ? 'whose mark may be lowered' : 'whose mark will not be lowered'}`;
    case 'appeal.checked': {
      const { totals, evidence, rubric } = fact.body.holds;
      const wrong = [
        ...(totals ? [] : ['the totals']),
        ...(evidence ? [] : ['the evidence looked at']),
        ...(rubric ? [] : ['the rubric version']),
      ];
      return wrong.length === 0
        ? `Checked ${of} for an appeal: all is in order`
        : `Checked ${of} for an appeal: wrong are ${wrong.join(', ')}`;
    }
    case 'appeal.process_chosen':
      return `Chose how the appeal about ${of} is dealt with: ${PROCESS[fact.body.process]}${because(fact.body.reason)}`;
    case 'appeal.decided':
      return `Decided the appeal about ${of}: ${RESULT[fact.body.result]}`;
    case 'appeal.withdrawn':
      return `Withdrew the appeal about ${of}${because(fact.body.reason)}`;
    case 'appeal.closed':
      return `Closed the appeal about ${of}`;
    default:
      return assertNever(fact);
  }
}
