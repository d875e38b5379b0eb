import { FileSearch } from 'lucide-react';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { chooseAndVerify } from '../state/incoming.ts';
import { useRead } from '../state/read.ts';
import { Button } from '../ui/button.tsx';
import { Reading } from '../ui/reading.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Batches } from './batches.tsx';
import { ResultList } from './result-list.tsx';
import { VerifyPane } from './verify-pane.tsx';

/** From confirmed outcomes to files anyone can check. */
export function Results({ tab }: { readonly tab: 'results' | 'batches' | 'verify' }) {
  const results = useRead('results.list', {});
  const batches = useRead('results.batches', {});
  return (
    <>
      <h1 className="visually-hidden">{t('results.title')}</h1>
      <Tabs
        label={t('results.title')}
        selected={tab}
        onSelect={(next) => go({ room: 'results', tab: next })}
        aside={
          <Button kind="quiet" icon={<FileSearch aria-hidden />} onPress={() => void chooseAndVerify()}>
            {t('verify.choose')}
          </Button>
        }
        tabs={[
          {
            id: 'results',
            label: t('results.tab.results'),
            count: results.value?.length,
            content: <Reading read={results}>{(rows) => <ResultList rows={rows} />}</Reading>,
          },
          {
            id: 'batches',
            label: t('results.tab.batches'),
            count: batches.value?.length,
            content: <Reading read={batches}>{(list) => <Batches batches={list} />}</Reading>,
          },
          { id: 'verify', label: t('results.tab.verify'), content: <VerifyPane /> },
        ]}
      />
    </>
  );
}
