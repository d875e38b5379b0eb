import { EyeOff } from 'lucide-react';
import { t } from '../messages/t.ts';
import { Badge } from './badge.tsx';

/** Says that whose work it is is withheld; and, to those who point at it or listen, what that does not hide. */
export function AnonymousBadge() {
  return (
    <span title={t('anonymity.limits')}>
      <Badge>
        <EyeOff aria-hidden />
        {t('anonymity.badge')}
      </Badge>
    </span>
  );
}
