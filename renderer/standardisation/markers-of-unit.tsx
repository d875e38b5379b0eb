import { useCallback, useMemo, useState } from 'react';
import type { PersonKey } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RowGrid } from '../ui/row-grid.tsx';
import { markerColumns } from './marker-columns.tsx';
import { MarkerPane } from './marker-pane.tsx';
import type { Marker } from './markers.ts';
import type { StandardsOfUnit } from './may-decide.ts';

interface MarkersOfUnitProps {
  readonly standards: StandardsOfUnit;
  readonly markers: readonly Marker[];
}

const keyOf = (row: Marker) => row.person;

/** Everybody who marks the unit, and of the chosen one what happened and what comes next. */
export function MarkersOfUnit({ standards, markers }: MarkersOfUnitProps) {
  const [chosen, setChosen] = useState<PersonKey | null>(null);
  const columns = useMemo(markerColumns, []);
  const rowAt = useCallback((index: number) => markers[index], [markers]);
  const active = markers.findIndex(({ person }) => person === chosen);
  const marker = markers[active];
  return (
    <RememberedSplit
      name="standards"
      panes={[
        {
          id: 'list',
          minSize: 420,
          content: (
            <RowGrid
              label={t('std.markers')}
              columns={columns}
              count={markers.length}
              rowAt={rowAt}
              keyOf={keyOf}
              active={active === -1 ? null : active}
              onActive={(index) => setChosen(markers[index]?.person ?? null)}
              empty={<EmptyState title={t('std.noMarkers')}>{t('std.noMarkersNext')}</EmptyState>}
            />
          ),
        },
        {
          id: 'detail',
          size: '34%',
          minSize: 320,
          isSteady: true,
          content: marker ? (
            <MarkerPane
              key={marker.person}
              standards={standards}
              marker={marker}
              onBack={() => setChosen(null)}
            />
          ) : (
            <EmptyState title={t('queue.summary.none')}>{t('std.none.marker')}</EmptyState>
          ),
        },
      ]}
    />
  );
}
