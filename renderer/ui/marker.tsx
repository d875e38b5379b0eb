import { classNames } from './class-names.ts';
import styles from './marker.module.css';

/** One of two markers: A a solid blue square, B a hatched orange one, with their letter. */
export function Marker({ marker, name }: { readonly marker: 'a' | 'b'; readonly name?: string }) {
  return (
    <span className={styles.marker}>
      <span className={classNames(styles.swatch, styles[marker])}>{marker.toUpperCase()}</span>
      {name !== undefined && <span className={styles.name}>{name}</span>}
    </span>
  );
}
