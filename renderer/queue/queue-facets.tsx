import type { ReactNode } from 'react';
import type { QueueFilter } from '../../src/api/shapes.ts';
import { formatNumber, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { EvidenceReading } from './evidence-reading.tsx';
import styles from './queue-facets.module.css';

interface QueueFacetsProps {
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  /** Above the choices. */
  readonly lead?: ReactNode;
}

const FLAGS = ['please_check', 'returned', 'stale', 'gaps'] as const;

/** What there is to narrow the queue by, with counts. */
export function QueueFacets({ filter, onFilter, lead }: QueueFacetsProps) {
  const facets = useRead('queue.facets', { filter: {} }).value;
  const isFiltered = [filter.units, filter.states, filter.mine, filter.flags].some((list) => list?.length);
  return (
    <div className={styles.facets}>
      {lead}
      <Facet
        title={t('queue.facet.mine')}
        chosen={filter.mine ?? []}
        options={(facets?.mine ?? []).map(({ state, count }) => ({
          id: state,
          label: t(`assessment.${state}`),
          count,
        }))}
        onChange={(mine) => onFilter({ ...filter, mine })}
      />
      <Facet
        title={t('queue.facet.state')}
        chosen={filter.states ?? []}
        options={(facets?.states ?? []).map(({ state, count }) => ({
          id: state,
          label: t(`outcome.${state}`),
          count,
        }))}
        onChange={(states) => onFilter({ ...filter, states })}
      />
      <Facet
        title={t('queue.facet.unit')}
        chosen={filter.units ?? []}
        options={(facets?.units ?? []).map(({ unit, code, count }) => ({ id: unit, label: code, count }))}
        onChange={(units) => onFilter({ ...filter, units })}
      />
      <Facet
        title={t('queue.facet.flags')}
        chosen={filter.flags ?? []}
        options={FLAGS.map((flag) => ({ id: flag, label: t(`flag.${flag}`) }))}
        onChange={(flags) => onFilter({ ...filter, flags })}
      />
      {isFiltered && (
        <Button kind="quiet" onPress={() => onFilter({ text: filter.text })}>
          {t('queue.clear')}
        </Button>
      )}
      <EvidenceReading />
    </div>
  );
}

interface FacetProps<Id extends string> {
  readonly title: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly count?: number }[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: Id[] | undefined) => void;
}

function Facet<Id extends string>({ title, options, chosen, onChange }: FacetProps<Id>) {
  if (options.length === 0) return null;
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.title}>{title}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.id}
          isSelected={chosen.includes(option.id)}
          onChange={(isChosen) => {
            const next = isChosen ? [...chosen, option.id] : chosen.filter((id) => id !== option.id);
            onChange(next.length === 0 ? undefined : next);
          }}
        >
          <span className={styles.label}>{option.label}</span>
          {option.count !== undefined && <span className={styles.count}>{formatNumber(option.count)}</span>}
        </Checkbox>
      ))}
    </fieldset>
  );
}
