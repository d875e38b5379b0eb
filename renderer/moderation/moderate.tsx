import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { AppealList } from '../appeals/appeal-list.tsx';
import { BatchList } from '../batches/batch-list.tsx';
import { t } from '../messages/t.ts';
import { Standards } from '../standardisation/standards.tsx';
import { Statistics } from '../statistics/statistics.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Disagreements } from './disagreements.tsx';

interface ModerateProps {
  readonly tab: 'disagreements' | 'statistics' | 'batches' | 'appeals' | 'standardisation';
  /** Whose standards are shown. */
  readonly unit: UnitId | null;
}

/** Where markers part, and what that tells of them. */
export function Moderate({ tab, unit }: ModerateProps) {
  return (
    <>
      <h1 className="visually-hidden">{t('moderate.title')}</h1>
      <Tabs
        label={t('moderate.title')}
        selected={tab}
        onSelect={(next) =>
          go({ room: 'moderate', submission: null, ...(next === 'disagreements' ? {} : { tab: next }) })
        }
        tabs={[
          {
            id: 'disagreements',
            label: t('moderate.tab.disagreements'),
            content: <Disagreements />,
          },
          { id: 'statistics', label: t('moderate.tab.statistics'), content: <Statistics /> },
          { id: 'batches', label: t('moderate.tab.batches'), content: <BatchList /> },
          { id: 'appeals', label: t('moderate.tab.appeals'), content: <AppealList /> },
          {
            id: 'standardisation',
            label: t('moderate.tab.standardisation'),
            content: <Standards unit={unit} />,
          },
        ]}
      />
    </>
  );
}
