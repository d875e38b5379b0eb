import { ArrowLeft, FileSearch } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import type { Choices } from '../moderation/agree.ts';
import { useRead } from '../state/read.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { AppealActions } from './appeal-actions.tsx';
import { AppealMark } from './appeal-mark.tsx';
import { AppealSummary } from './appeal-summary.tsx';
import { AppealedCriteria } from './appealed-criteria.tsx';

export type AppealDetail = Output<'appeals.get'>;

/** One appeal: the released outcome, beside what was marked anew where it was; what was done so far, and what comes next. */
export function AppealRoom({ appeal }: { readonly appeal: RecordId }) {
  const read = useRead('appeals.get', { appeal });
  const [choices, setChoices] = useState<Choices>({});
  const [shown, setShown] = useState(0);
  const detail = read.value;
  return (
    <Room
      lead={
        <IconButton
          label={t('appeal.back')}
          onPress={() => go({ room: 'moderate', submission: null, tab: 'appeals' })}
        >
          <ArrowLeft aria-hidden />
        </IconButton>
      }
      title={detail?.appeal.learner ?? t('moderate.tab.appeals')}
      about={
        detail && (
          <>
            {detail.appeal.unitCode} · {detail.appeal.unitTitle} <AppealMark state={detail.appeal.state} />
          </>
        )
      }
      actions={
        detail && (
          <>
            <Button
              kind="quiet"
              icon={<FileSearch aria-hidden />}
              onPress={() => go({ room: 'mark', submission: detail.appeal.submission })}
            >
              {t('appeal.open')}
            </Button>
            <AppealActions detail={detail} choices={choices} shown={shown} />
          </>
        )
      }
    >
      <Reading read={read}>
        {(value) => (
          <RememberedSplit
            name="appeal"
            panes={[
              {
                id: 'criteria',
                minSize: 380,
                content: (
                  <AppealedCriteria
                    detail={value}
                    choices={choices}
                    onChoose={setChoices}
                    shown={shown}
                    onShow={setShown}
                  />
                ),
              },
              {
                id: 'about',
                size: '40%',
                minSize: 320,
                isSteady: true,
                content: <AppealSummary detail={value} />,
              },
            ]}
          />
        )}
      </Reading>
    </Room>
  );
}
