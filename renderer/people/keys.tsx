import { useState } from 'react';
import { formatDate, t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { SixWords } from '../ui/six-words.tsx';
import { KeyInvitation } from './key-invitation.tsx';
import type { Person } from './person.ts';
import styles from './person-pane.module.css';

interface KeysProps {
  readonly person: Person;
  /** A provider, or the person: whoever may ask for another key of theirs. */
  readonly mayInvite: boolean;
}

/** The keys that speak for somebody, each with its words; lost ones stay, and speak for nobody. */
export function Keys({ person, mayInvite }: KeysProps) {
  const [asked, setAsked] = useState<'device' | 'replacement' | null>(null);
  return (
    <section className={styles.section} aria-labelledby="keys">
      <h3 id="keys" className={styles.heading}>
        {t('people.keys')}
      </h3>
      <ul>
        {person.keys.map((key) => (
          <li key={key.key} className={styles.entry}>
            <div className={styles.entryHead}>
              <strong>{t(`key.kind.${key.kind}`)}</strong>
              {key.isLocal && <Badge>{t('key.here')}</Badge>}
              {key.until !== null && <Badge tone="warn">{t('key.replaced')}</Badge>}
            </div>
            <p className={styles.quiet}>
              {key.until === null
                ? t('people.since', { from: formatDate(key.from) })
                : t('key.until', { from: formatDate(key.from), until: formatDate(key.until) })}
            </p>
            <SixWords words={key.words} label={t('admit.words', { name: person.name })} isSmall />
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('people.wordsWhy')}</p>
      {mayInvite && (
        <div className={styles.more}>
          <Button kind="quiet" onPress={() => setAsked('device')}>
            {t('key.add')}
          </Button>
          <Button kind="quiet" onPress={() => setAsked('replacement')}>
            {t('key.replace')}
          </Button>
        </div>
      )}
      <KeyInvitation person={person} kind={asked} onClose={() => setAsked(null)} />
    </section>
  );
}
