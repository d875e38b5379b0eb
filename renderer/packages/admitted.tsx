import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { incoming } from '../state/incoming.ts';
import { sending } from '../state/sending.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './form.module.css';

type Admitted = Output<'people.admit'>;

/** Somebody is in, and does not know it yet. */
export function AdmittedView({ person }: { readonly person: Admitted }) {
  return (
    <div className={styles.form}>
      <Banner tone="good">{t('admitted.done', { name: person.name })}</Banner>
      <p>{t('admitted.next')}</p>
    </div>
  );
}

export function AdmittedFooter({ person }: { readonly person: Admitted }) {
  const close = incoming.getState().dismiss;
  return (
    <>
      <Button onPress={close}>{t('ui.close')}</Button>
      <Button
        onPress={() => {
          close();
          sending.getState().open({ kind: 'workspace', to: person.key });
        }}
      >
        {t('admitted.send', { name: person.name })}
      </Button>
      <Button
        kind="primary"
        autoFocus
        onPress={() => {
          close();
          go({ room: 'queue' });
        }}
      >
        {t('admitted.queue')}
      </Button>
    </>
  );
}
