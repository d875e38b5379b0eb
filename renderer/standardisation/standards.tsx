import { GraduationCap, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import styles from '../statistics/statistics.module.css';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { Reading } from '../ui/reading.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Select } from '../ui/select.tsx';
import { MakeSet } from './make-set.tsx';
import { markersOf } from './markers.ts';
import { MarkersOfUnit } from './markers-of-unit.tsx';
import { useMayDecide } from './may-decide.ts';
import { SetsOfUnit } from './sets-of-unit.tsx';

/** What the markers of a unit are taught and tested by, and where each of them stands. */
export function Standards({ unit: chosen }: { readonly unit: UnitId | null }) {
  const units = useRead('units.list', {});
  const people = useRead('people.list', {});
  const unit = units.value?.find(({ id }) => id === chosen) ?? units.value?.[0];
  const read = useRead('standardisation.get', unit ? { unit: unit.id } : null);
  const mayDecide = useMayDecide();
  const [isMaking, setIsMaking] = useState(false);
  const [show, setShow] = useState<'markers' | 'sets'>('markers');
  const standards = read.value;
  const markers = useMemo(
    () => (standards && people.value ? markersOf(standards, people.value) : []),
    [standards, people.value],
  );
  const isEmpty = standards?.sets.length === 0 && standards.markers.length === 0;
  const opener = mayDecide && (
    <Button
      kind={standards?.sets.length === 0 ? 'primary' : 'plain'}
      icon={<Plus aria-hidden />}
      onPress={() => setIsMaking(true)}
    >
      {t('std.makeSet')}
    </Button>
  );
  if (units.value?.length === 0)
    return (
      <EmptyState icon={<GraduationCap aria-hidden />} title={t('std.noUnits')}>
        {t('std.noUnitsNext')}
      </EmptyState>
    );
  return (
    <>
      <Listed
        bar={
          <>
            <Select
              label={t('queue.column.unit')}
              isLabelHidden
              value={unit?.id ?? null}
              onChange={(next) =>
                go({ room: 'moderate', submission: null, tab: 'standardisation', unit: next })
              }
              className={styles.unit ?? ''}
              options={(units.value ?? []).map((one) => ({
                id: one.id,
                label: `${one.code} · ${one.title}`,
              }))}
            />
            {standards && !isEmpty && (
              <SegmentedControl
                label={t('std.show')}
                value={show}
                onChange={setShow}
                options={[
                  { id: 'markers', label: t('std.show.markers', { n: markers.length }) },
                  { id: 'sets', label: t('std.show.sets', { n: standards.sets.length }) },
                ]}
              />
            )}
            <ListCount>
              {standards && !isEmpty && (
                <Badge tone={standards.isRequired ? 'accent' : 'quiet'}>
                  {t(standards.isRequired ? 'std.required' : 'std.notRequired')}
                </Badge>
              )}
            </ListCount>
            {!isEmpty && opener}
          </>
        }
      >
        <Reading read={read}>
          {(value) =>
            isEmpty ? (
              <EmptyState icon={<GraduationCap aria-hidden />} title={t('std.empty')} actions={opener}>
                {t(mayDecide ? 'std.emptyNext' : 'std.emptyReader')}
              </EmptyState>
            ) : show === 'sets' ? (
              <SetsOfUnit key={value.unit} standards={value} />
            ) : (
              people.value && <MarkersOfUnit key={value.unit} standards={value} markers={markers} />
            )
          }
        </Reading>
      </Listed>
      {unit && standards && (
        <MakeSet unit={unit} sets={standards.sets} isOpen={isMaking} onClose={() => setIsMaking(false)} />
      )}
    </>
  );
}
