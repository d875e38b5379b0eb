import { ArrowLeft, ListFilter } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { useStore } from 'zustand';
import type { CriterionId, UnitId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { createAcrossList, lastAcross } from '../state/across-list.ts';
import { api } from '../state/api.ts';
import { useRead } from '../state/read.ts';
import { useSetting } from '../state/settings.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import { Select } from '../ui/select.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { criterionLabel } from '../workbench/criterion-mark.tsx';
import styles from './across.module.css';
import { AcrossBench, type AcrossBenchProps, type Flush } from './across-bench.tsx';
import { AcrossRows } from './across-rows.tsx';
import { JudgedMeter } from './judged-meter.tsx';
import { SubmitComplete } from './submit-complete.tsx';
import { useAcrossPlace } from './use-across-place.ts';

interface AcrossProps {
  readonly unit: UnitId;
  readonly criterion: CriterionId;
}

/** One criterion, marked in one submission after the other. */
export function Across({ unit, criterion }: AcrossProps) {
  const list = useMemo(
    () => createAcrossList(api, unit, criterion, lastAcross(unit)?.filter ?? 'all'),
    [unit, criterion],
  );
  const way = useAcrossPlace(list, unit);
  const guide = useRead('units.get', { unit });
  const error = useStore(list.windows, (state) => state.error);
  const all = useStore(list.counts, (state) => state.all);
  const [goesOn, setGoesOn] = useSetting('across.goesOn', z.boolean(), false);
  const [isSubmitting, setSubmitting] = useState(false);
  const flush = useRef<Flush | null>(null);
  const criteria = guide.value?.unit.criteria ?? [];
  const open = (id: CriterionId | undefined) => {
    if (id !== undefined && id !== criterion) go({ room: 'across', unit, criterion: id });
  };
  const openPlace = (place: number) => open(criteria[place]?.id);
  const here = criteria.findIndex(({ id }) => id === criterion);
  const goToCriterion: AcrossBenchProps['onCriterion'] = (to) =>
    openPlace('by' in to ? here + to.by : to.place);
  const goToJudge = useCallback(async () => {
    await flush.current?.();
    await way.goToJudge();
  }, [way.goToJudge]);
  const submit = useCallback(async () => {
    await flush.current?.();
    setSubmitting(true);
  }, []);

  // The bench has these keys as well; while it is on its way, they are the room's.
  useShortcut('mark.nextSubmission', () => way.step(1));
  useShortcut('mark.previousSubmission', () => way.step(-1));
  useShortcut('mark.nextUnjudged', () => void goToJudge());
  useShortcut('mark.next', () => goToCriterion({ by: 1 }));
  useShortcut('mark.previous', () => goToCriterion({ by: -1 }));
  useShortcut('mark.submit', () => void submit());

  if (error !== undefined) {
    return (
      <div className={styles.failure}>
        <FailureBanner
          error={error}
          actions={
            <Button onPress={() => go({ room: 'across', unit: null, criterion: null })}>
              {t('across.back')}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <section className={styles.room} aria-label={t('across.title')}>
      <header className={styles.header}>
        <IconButton label={t('across.back')} onPress={() => go({ room: 'across', unit, criterion: null })}>
          <ArrowLeft aria-hidden />
        </IconButton>
        <h1 className={styles.unitCode}>{guide.value?.unit.code ?? t('across.title')}</h1>
        <Select
          label={t('across.criterion')}
          isLabelHidden
          className={styles.criterion}
          value={criterion}
          options={criteria.map((one, index) => ({
            id: one.id,
            label: `${criterionLabel(one, index)} ${one.title}`,
          }))}
          onChange={open}
        />
        <Progress list={list} />
        <span className={styles.spring} />
        <Checkbox isSelected={goesOn} onChange={setGoesOn}>
          {t('across.goOn')}
        </Checkbox>
        <Button onPress={() => void submit()} trailing={<ShortcutKeys id="mark.submit" />}>
          {t('across.submit')}
        </Button>
      </header>
      {way.isAllJudged && (
        <div className={styles.done}>
          <StatusMark shape="check" tone="good" label={t('across.allJudged')} />
          {here + 1 < criteria.length && (
            <Button
              kind="quiet"
              onPress={() => openPlace(here + 1)}
              trailing={<ShortcutKeys id="mark.next" />}
            >
              {t('across.nextCriterion')}
            </Button>
          )}
        </div>
      )}
      <div className={styles.panes}>
        {all === 0 ? (
          <EmptyState icon={<ListFilter aria-hidden />} title={t('across.none')}>
            {t('across.noneNext')}
          </EmptyState>
        ) : (
          <RememberedSplit
            name="across"
            panes={[
              {
                id: 'list',
                size: 284,
                minSize: 168,
                maxSize: '36%',
                isSteady: true,
                content: (
                  <Reading read={guide}>
                    {({ unit: shown }) => {
                      const one = shown.criteria.find(({ id }) => id === criterion);
                      return one && <AcrossRows list={list} way={way} criterion={one} />;
                    }}
                  </Reading>
                ),
              },
              {
                id: 'bench',
                minSize: 652,
                content: way.submission !== null && (
                  <AcrossBench
                    key={way.submission}
                    submission={way.submission}
                    criterion={criterion}
                    goesOn={goesOn}
                    flush={flush}
                    onMark={list.note}
                    onStep={way.step}
                    onToDo={() => void goToJudge()}
                    onSubmit={() => void submit()}
                    onCriterion={goToCriterion}
                  />
                ),
              },
            ]}
          />
        )}
      </div>
      {isSubmitting && <SubmitComplete unit={unit} onClose={() => setSubmitting(false)} />}
    </section>
  );
}

function Progress({ list }: { readonly list: ReturnType<typeof createAcrossList> }) {
  const all = useStore(list.counts, (state) => state.all);
  const judged = useStore(list.counts, (state) => state.judged);
  if (all === undefined) return null;
  return (
    <span className={styles.progress}>
      <JudgedMeter judged={judged} all={all} />
    </span>
  );
}
