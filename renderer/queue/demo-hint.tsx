import { X } from 'lucide-react';
import { z } from 'zod';
import type { Role } from '../../src/domain/roles.ts';
import { t } from '../messages/t.ts';
import { useActAs, useActing } from '../state/act-as.ts';
import { useRead } from '../state/read.ts';
import { useSetting } from '../state/settings.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './demo-hint.module.css';

const OFFERED = ['assessor', 'moderator', 'provider'] as const;

/** In the demo one may be anybody: says who one is, and offers the other parts. */
export function DemoHint({ info }: { readonly info: WorkspaceInfo }) {
  const [isDismissed, setDismissed] = useSetting('demoHint.dismissed', z.boolean(), false);
  const people = useRead('people.list', info.isDemo && !isDismissed ? {} : null);
  const actAs = useActAs();
  const { becoming } = useActing();
  if (!info.isDemo || isDismissed || people.value === undefined) return null;
  const partOf = (roles: readonly Role[]) => (roles.includes('provider') ? 'provider' : roles[0]);
  const others = people.value.filter((person) => person.isLocal && !person.isMe);
  const offered = OFFERED.filter((role) => role !== partOf(info.me.roles)).flatMap((role) => {
    const person = others.find(({ roles }) => partOf(roles) === role);
    return person === undefined ? [] : [{ role, person }];
  });
  return (
    <div className={styles.hint}>
      <Banner
        tone="info"
        actions={
          <>
            {offered.map(({ role, person }) => (
              <Button key={person.key} isDisabled={becoming !== null} onPress={() => void actAs(person.key)}>
                {t('demo.actAs', { name: person.name, role: t(`role.${role}`).toLocaleLowerCase() })}
              </Button>
            ))}
            <IconButton label={t('demo.dismiss')} onPress={() => setDismissed(true)}>
              <X aria-hidden />
            </IconButton>
          </>
        }
      >
        {t('demo.about', { name: info.me.name })}
      </Banner>
    </div>
  );
}
