import type { Api } from '../../../renderer/state/api.ts';
import type { AssayBridge } from '../../../src/api/bridge.ts';
import type { Input, Method } from '../../../src/api/contract.ts';
import type { CallResult } from '../../../src/api/protocol.ts';
import { refused } from '../../../src/domain/result.ts';

type Answers = { readonly [M in Method]?: (input: Input<M>) => Promise<CallResult<M>> };

/** An api that answers what a test says, and refuses the rest. */
export function anApi(answers: Answers): Api {
  return {
    async call<M extends Method>(method: M, input: Input<M>): Promise<CallResult<M>> {
      const answer: Answers[M] = answers[method];
      return answer === undefined ? refused('test.unanswered', `Nobody answers ${method}.`) : answer(input);
    },
    onChanged: () => () => {},
    get bridge(): AssayBridge {
      throw new Error('there is no window here');
    },
  };
}
