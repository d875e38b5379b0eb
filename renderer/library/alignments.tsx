import type { Alignment } from '../../src/domain/rubric.ts';
import styles from './unit-guide.module.css';

/** What something is mapped to in a published framework. The address is text: Assay opens no network. */
export function Alignments({ alignments }: { readonly alignments: readonly Alignment[] }) {
  return (
    <ul className={styles.alignments}>
      {alignments.map((alignment) => (
        <li key={alignment.uri}>
          {alignment.code !== null && <strong>{alignment.code} </strong>}
          {alignment.statement}
          {alignment.framework !== null && <span className={styles.quiet}> · {alignment.framework}</span>}
          <code className={styles.uri}>{alignment.uri}</code>
        </li>
      ))}
    </ul>
  );
}
