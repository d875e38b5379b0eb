import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { Input } from '../../src/api/contract.ts';
import type { UnitStatistics } from '../../src/api/shapes.ts';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './save-chart.module.css';

interface SaveChartProps {
  readonly unit: UnitStatistics['unit'];
  readonly chart: Input<'moderation.saveChart'>['chart'];
  /** What the chart is called on the screen. */
  readonly called: string;
}

const FORMATS = ['svg', 'csv'] as const;

/** Saves a chart as a drawing, or as the table that it was drawn from. */
export function SaveChart({ unit, chart, called }: SaveChartProps) {
  const command = useCommand('moderation.saveChart');
  const [saved, setSaved] = useState<string>();

  async function save(format: (typeof FORMATS)[number]) {
    setSaved(undefined);
    const into = await api.bridge.chooseSaveAs(
      t('statistics.chartFile', { unit: unit.code, chart: called, format }),
    );
    if (!into) return;
    const written = await command.run({ unit: unit.id, chart, format, into: into.token });
    if (written.ok) setSaved(into.name);
  }
  return (
    <>
      <div className={styles.save}>
        {FORMATS.map((format) => (
          <Button
            key={format}
            kind="quiet"
            icon={<FileDown aria-hidden />}
            label={t('statistics.saveOf', { what: t(`statistics.save.${format}`), chart: called })}
            isDisabled={command.isRunning}
            onPress={() => void save(format)}
          >
            {t(`statistics.save.${format}`)}
          </Button>
        ))}
        <span role="status" className={styles.saved}>
          {saved !== undefined && t('statistics.saved', { name: saved })}
        </span>
      </div>
      {command.error && <FailureBanner error={command.error} />}
    </>
  );
}
