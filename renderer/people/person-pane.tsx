import { MousePointerClick, Send } from 'lucide-react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { useActAs, useActing } from '../state/act-as.ts';
import { sending } from '../state/sending.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Appointments } from './appointments.tsx';
import { Conflicts } from './conflicts.tsx';
import { Keys } from './keys.tsx';
import { type Person, rolesOf } from './person.ts';
import styles from './person-pane.module.css';

interface PersonPaneProps {
  readonly person: Person | undefined;
  readonly info: WorkspaceInfo;
  readonly units: Output<'units.list'>;
  readonly codes: ReadonlyMap<string, string>;
}

/** All there is to know of one person here, and what can be done about it. */
export function PersonPane({ person, info, units, codes }: PersonPaneProps) {
  const actAs = useActAs();
  const { becoming } = useActing();
  if (person === undefined)
    return (
      <EmptyState icon={<MousePointerClick aria-hidden />} title={t('people.none')}>
        {t('people.noneNext')}
      </EmptyState>
    );
  const mayAppoint = info.me.canSign && info.me.roles.includes('provider');
  const mayOwn = info.me.canSign && person.isMe;
  return (
    <section className={styles.pane} aria-label={t('people.about', { name: person.name })}>
      <header>
        <h2 className={styles.name}>{person.name}</h2>
        <p className={styles.quiet}>{person.roles.length === 0 ? t('people.noRole') : rolesOf(person)}</p>
        <div className={styles.badges}>
          {person.isMe && <Badge tone="accent">{t('people.you')}</Badge>}
          {person.isRoot && <Badge>{t('people.founder')}</Badge>}
          {person.trainee && <Badge tone="info">{t('people.trainee')}</Badge>}
          {!person.isLocal && <Badge>{t('people.elsewhere')}</Badge>}
        </div>
      </header>
      {!person.isMe && (
        <div className={styles.buttons}>
          <Button
            icon={<Send aria-hidden />}
            label={t('people.sendTo', { name: person.name })}
            onPress={() => sending.getState().open({ to: person.key })}
          >
            {t('send.open')}
          </Button>
          {person.isLocal && (
            <Button
              isDisabled={becoming !== null}
              label={t('palette.actAs', { name: person.name })}
              onPress={() => void actAs(person.key)}
            >
              {t('frame.actAs')}
            </Button>
          )}
        </div>
      )}
      <Appointments person={person} units={units} codes={codes} mayAppoint={mayAppoint} />
      <Keys person={person} mayInvite={mayAppoint || mayOwn} />
      <Conflicts person={person} mayDeclare={mayAppoint || mayOwn} mayWithdraw={mayAppoint && !person.isMe} />
    </section>
  );
}
