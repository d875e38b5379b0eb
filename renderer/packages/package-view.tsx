import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { formatBytes, formatDateTime, formatList, t } from '../messages/t.ts';
import { isSound, type PackageArrival, type PackagePreview, wayOf } from '../state/sort-packages.ts';
import { Badge } from '../ui/badge.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './package-view.module.css';

interface PackageViewProps {
  readonly arrival: PackageArrival;
  readonly isOpen: boolean;
  /** What one can do with it beyond taking it in. */
  readonly actions?: ReactNode;
}

/** One package before anything of it is taken in: who sent it, what it adds, what it does not and why. */
export function PackageView({ arrival: { file, preview }, isOpen: startsOpen, actions }: PackageViewProps) {
  const [isOpen, setIsOpen] = useState(startsOpen);
  return (
    <article className={styles.package} aria-label={file.name}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <ChevronRight aria-hidden className={styles.chevron} />
        <span className={styles.title}>{preview.title === '' ? file.name : preview.title}</span>
        <Badge>{t(`package.kind.${preview.kind}`)}</Badge>
        {preview.encrypted && <Badge>{t('package.encrypted')}</Badge>}
        <span className={styles.state}>
          {isSound(preview) ? (
            <StatusMark shape="check" tone="good" label={t('package.sound')} />
          ) : (
            <StatusMark shape="cross" tone="bad" label={t('package.broken')} />
          )}
        </span>
      </button>
      {isOpen && (
        <div className={styles.body}>
          <Facts preview={preview} fileName={file.name} />
          <Problems preview={preview} />
          {wayOf(preview) === 'take_in' && preview.workspace.isOpen && <Adds preview={preview} />}
          {actions}
        </div>
      )}
    </article>
  );
}

function Facts({ preview, fileName }: { readonly preview: PackagePreview; readonly fileName: string }) {
  const { from, to, workspace, at } = preview;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('package.from')}</dt>
        <dd>
          <span className={styles.sender}>
            <strong>{from.name}</strong>
            {/* Who is known is known in the workspace it belongs to. */}
            {workspace.isOpen &&
              (from.isKnown ? (
                <StatusMark shape="check" tone="good" label={t('package.known')} />
              ) : (
                <StatusMark shape="alert" tone="warn" label={t('package.unknown')} />
              ))}
          </span>
          <span className={styles.words}>{from.words}</span>
        </dd>
        {to !== null && (
          <>
            <dt>{t('package.for')}</dt>
            <dd>{to.isMe ? t('package.you') : to.name}</dd>
          </>
        )}
        <dt>{t('package.workspace')}</dt>
        <dd>{workspace.name}</dd>
        <dt>{t('package.made')}</dt>
        <dd>{formatDateTime(at)}</dd>
        <dt>{t('bundle.file')}</dt>
        <dd>{fileName}</dd>
      </dl>
      {!from.isKnown && workspace.isOpen && <p className={styles.quiet}>{t('package.unknownWhy')}</p>}
      {to !== null && !to.isMe && workspace.isOpen && (
        <p className={styles.quiet}>{t('package.notForYou', { name: to.name })}</p>
      )}
    </>
  );
}

function Problems({ preview: { problems } }: { readonly preview: PackagePreview }) {
  if (problems.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('package.problems')}</h3>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.at ?? ''} ${problem.message}`}>
            {problem.severity === 'error' ? (
              <StatusMark shape="cross" tone="bad" label={t('package.problem.error')} isBare />
            ) : (
              <StatusMark shape="alert" tone="warn" label={t('package.problem.warning')} isBare />
            )}
            <span>
              {problem.message}
              {problem.at !== null && <code className={styles.at}>{problem.at}</code>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Adds({ preview }: { readonly preview: PackagePreview }) {
  const { adds, addsNot, newRecords, knownRecords, newEvidenceBytes } = preview;
  const isNothing = newRecords === 0 && newEvidenceBytes === 0;
  const parts = adds.map(({ what }) => what);
  if (newEvidenceBytes > 0) parts.push(t('package.evidence', { size: formatBytes(newEvidenceBytes) }));
  return (
    <>
      <section>
        <h3 className={styles.heading}>{t('package.adds')}</h3>
        <p className={styles.adds}>{isNothing ? t('package.addsNothing') : formatList(parts)}</p>
        {!isNothing && knownRecords > 0 && (
          <p className={styles.quiet}>{t('package.known.records', { n: knownRecords })}</p>
        )}
      </section>
      {addsNot.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t('package.addsNot')}</h3>
          <ul className={styles.not}>
            {addsNot.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
