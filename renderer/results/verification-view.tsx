import { formatDate, t } from '../messages/t.ts';
import type { Verification } from '../state/incoming.ts';
import { Banner } from '../ui/banner.tsx';
import { Checks } from '../ui/checks.tsx';
import styles from './verification-view.module.css';

/** A verdict in one sentence, then every check with what it means. */
export function VerificationView({ verification }: { readonly verification: Verification }) {
  const { says } = verification;
  return (
    <article className={styles.verification} aria-label={fileName(verification.path)}>
      <p className={styles.path}>
        {fileName(verification.path)} · {t(`verify.kind.${verification.kind}`)}
      </p>
      <Banner tone={verification.ok ? 'good' : 'bad'}>
        <strong>{verification.verdict}</strong>
      </Banner>
      {says !== null && (
        <div className={styles.says}>
          <h3>{says.name}</h3>
          <p className={styles.issuer}>
            {says.issuedAt === null
              ? t('verify.issuer', { issuer: says.issuer })
              : t('verify.issued', { issuer: says.issuer, date: formatDate(says.issuedAt) })}
          </p>
          {says.results.length > 0 && (
            <dl className={styles.results}>
              {says.results.map((result) => (
                <div key={result.criterion}>
                  <dt>{result.criterion}</dt>
                  <dd>{result.result}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
      <Checks checks={verification.checks} />
    </article>
  );
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
