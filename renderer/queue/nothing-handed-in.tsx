import { FolderUp, Inbox, PackageOpen, Upload } from 'lucide-react';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { chooseAndReceive, chooseFolderAndReceive } from '../state/incoming.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** A workspace that nobody handed anything in to yet: how to begin. What one was invited to one is sent work for. */
export function NothingHandedIn({ info }: { readonly info: WorkspaceInfo }) {
  const importKeys = useShortcutCaps('import');
  if (info.scope === 'part') {
    return (
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={t('queue.empty')}
        actions={
          <Button
            kind="primary"
            icon={<PackageOpen aria-hidden />}
            onPress={() => void chooseAndReceive('packages')}
          >
            {t('frame.openPackage')}
          </Button>
        }
      >
        {t('queue.emptyPart')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title={t('queue.empty')}
      actions={
        <>
          <Button
            kind="primary"
            icon={<Upload aria-hidden />}
            onPress={() => void chooseAndReceive('bundles')}
          >
            {t('queue.import')}
          </Button>
          <Button icon={<FolderUp aria-hidden />} onPress={() => void chooseFolderAndReceive()}>
            {t('queue.importFolder')}
          </Button>
        </>
      }
    >
      {t('queue.emptyNext', { key: importKeys.join(' ') })}
    </EmptyState>
  );
}
