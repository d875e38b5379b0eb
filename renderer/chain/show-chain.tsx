import { Link } from 'lucide-react';
import { useState } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ChainOfOutcome } from './chain-of-outcome.tsx';

/** Opens the chain of one outcome above whatever room one is in. */
export function ShowChain({ submission }: { readonly submission: SubmissionId }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<Link aria-hidden />} onPress={() => setIsOpen(true)}>
        {t('chain.show')}
      </Button>
      <Dialog title={t('chain.title')} isOpen={isOpen} onClose={() => setIsOpen(false)} width="wide">
        {isOpen && <ChainOfOutcome submission={submission} />}
      </Dialog>
    </>
  );
}
