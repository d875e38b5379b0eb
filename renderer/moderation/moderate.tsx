import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { Statistics } from '../statistics/statistics.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Disagreements } from './disagreements.tsx';

/** Where markers part, and what that tells of them. */
export function Moderate({ tab }: { readonly tab: 'disagreements' | 'statistics' }) {
  return (
    <>
      <h1 className="visually-hidden">{t('moderate.title')}</h1>
      <Tabs
        label={t('moderate.title')}
        selected={tab}
        onSelect={(next) =>
          go({ room: 'moderate', submission: null, ...(next === 'statistics' ? { tab: next } : {}) })
        }
        tabs={[
          {
            id: 'disagreements',
            label: t('moderate.tab.disagreements'),
            content: <Disagreements />,
          },
          { id: 'statistics', label: t('moderate.tab.statistics'), content: <Statistics /> },
        ]}
      />
    </>
  );
}
