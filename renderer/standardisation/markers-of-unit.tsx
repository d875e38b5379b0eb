import { useMemo } from 'react';
import { t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListAndChosen } from './list-and-chosen.tsx';
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
  const columns = useMemo(markerColumns, []);
  return (
    <ListAndChosen
      label={t('std.markers')}
      rows={markers}
      columns={columns}
      keyOf={keyOf}
      size="34%"
      empty={<EmptyState title={t('std.noMarkers')}>{t('std.noMarkersNext')}</EmptyState>}
      none={t('std.none.marker')}
    >
      {(marker, onBack) => (
        <MarkerPane key={marker.person} standards={standards} marker={marker} onBack={onBack} />
      )}
    </ListAndChosen>
  );
}
