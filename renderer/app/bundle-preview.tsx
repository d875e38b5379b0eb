import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, t } from '../messages/t.ts';
import type { Inspection } from '../state/incoming.ts';
import { Badge } from '../ui/badge.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './bundle-preview.module.css';

interface BundlePreviewProps {
  readonly name: string;
  readonly inspection: Inspection;
  readonly isOpen: boolean;
}

const SHOWN_ARTIFACTS = 200;

/** One bundle as found, before anything is imported: whose it is, what is in it, what is wrong with it. */
export function BundlePreview({ name, inspection, isOpen: startsOpen }: BundlePreviewProps) {
  const [isOpen, setIsOpen] = useState(startsOpen);
  const errors = inspection.problems.filter((problem) => problem.severity === 'error').length;
  const warnings = inspection.problems.length - errors;
  const learner = inspection.learner?.name ?? inspection.learner?.identifier ?? null;
  const units = inspection.carriesUnits.map((unit) => `${unit.code} ${unit.title}`);
  return (
    <article className={styles.bundle} aria-label={name}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <ChevronRight aria-hidden className={styles.chevron} />
        <span className={styles.title}>{inspection.title ?? name}</span>
        <Badge>{t(`bundle.kind.${inspection.kind}`)}</Badge>
        <span className={styles.state}>
          {!inspection.ok ? (
            <StatusMark shape="cross" tone="bad" label={t('bundle.bad', { n: errors })} />
          ) : warnings > 0 ? (
            <StatusMark shape="alert" tone="warn" label={t('bundle.warned', { n: warnings })} />
          ) : (
            <StatusMark shape="check" tone="good" label={t('bundle.good')} />
          )}
        </span>
      </button>
      {isOpen && (
        <div className={styles.body}>
          {inspection.kind !== 'unknown' && (
            <dl className={styles.facts}>
              <dt>{t('bundle.file')}</dt>
              <dd>{name}</dd>
              <dt>{t('bundle.learner')}</dt>
              <dd>{learner ?? <span className={styles.none}>{t('bundle.notSaid')}</span>}</dd>
              <dt>{t('bundle.unit')}</dt>
              <dd>
                {units.length > 0 ? (
                  units.join(', ')
                ) : inspection.units.length > 0 ? (
                  inspection.units.join(', ')
                ) : (
                  <span className={styles.none}>{t('bundle.notSaid')}</span>
                )}
              </dd>
            </dl>
          )}
          {inspection.problems.length > 0 && (
            <ul className={styles.problems}>
              {inspection.problems.map((problem) => (
                <li key={`${problem.code} ${problem.at ?? ''} ${problem.message}`}>
                  <StatusMark
                    shape={problem.severity === 'error' ? 'cross' : 'alert'}
                    tone={problem.severity === 'error' ? 'bad' : 'warn'}
                    label={t(`bundle.${problem.severity}`)}
                    isBare
                  />
                  <span>
                    {problem.message}
                    {problem.at !== null && <code className={styles.at}>{problem.at}</code>}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {inspection.artifacts.length > 0 && (
            <table className={styles.artifacts}>
              <thead>
                <tr>
                  <th scope="col">{t('bundle.artifact')}</th>
                  <th scope="col">{t('bundle.type')}</th>
                  <th scope="col" className={styles.end}>
                    {t('bundle.claims')}
                  </th>
                  <th scope="col" className={styles.end}>
                    {t('bundle.size')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {inspection.artifacts.slice(0, SHOWN_ARTIFACTS).map((artifact) => (
                  <tr key={artifact.path}>
                    <td title={artifact.path}>{artifact.title ?? artifact.path}</td>
                    <td>{artifact.mediaType}</td>
                    <td className={styles.end}>{artifact.claims.length}</td>
                    <td className={styles.end}>{formatBytes(artifact.sizeBytes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {inspection.artifacts.length > SHOWN_ARTIFACTS && (
            <p className={styles.none}>
              {t('bundle.more', { n: inspection.artifacts.length - SHOWN_ARTIFACTS })}
            </p>
          )}
        </div>
      )}
    </article>
  );
}
