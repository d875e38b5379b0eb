import {
  ChevronDown,
  Contrast,
  DatabaseBackup,
  FolderUp,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  PackageOpen,
  Search,
  Send,
  Settings2,
  Sun,
  Upload,
} from 'lucide-react';
import { formatList, t } from '../messages/t.ts';
import { useActAs, useActing } from '../state/act-as.ts';
import { chooseAndReceive, chooseFolderAndReceive } from '../state/incoming.ts';
import { useMay } from '../state/may.ts';
import { useRead } from '../state/read.ts';
import { useSaved } from '../state/saved.ts';
import { sending } from '../state/sending.ts';
import { type Theme, useTheme } from '../state/settings.ts';
import { useWorkspace, type WorkspaceInfo } from '../state/workspace.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Menu, type MenuAction } from '../ui/menu.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './frame-header.module.css';
import { panels } from './panels.ts';
import { useShortcutCaps } from './shortcut-keys.tsx';

/** Where one is, as whom, and whether what one typed is safe. */
export function FrameHeader({ info }: { readonly info: WorkspaceInfo }) {
  const paletteKeys = useShortcutCaps('palette');
  return (
    <header className={styles.header}>
      <WorkspaceMenu info={info} />
      {info.isDemo && <Badge tone="accent">{t('frame.demo')}</Badge>}
      <span className={styles.dot} aria-hidden>
        ·
      </span>
      <PersonMenu info={info} />
      <div className={styles.space} />
      <button type="button" className={styles.search} onClick={() => panels.open('palette')}>
        <Search aria-hidden />
        <span>{t('frame.search')}</span>
        <Kbd keys={paletteKeys} />
      </button>
      <SavedState />
      <SettingsMenu />
    </header>
  );
}

function WorkspaceMenu({ info }: { readonly info: WorkspaceInfo }) {
  const close = useWorkspace((state) => state.close);
  const importKeys = useShortcutCaps('import');
  const sendKeys = useShortcutCaps('send');
  const mayTakeIn = useMay('submission.received');
  return (
    <Menu
      label={t('frame.workspaceMenu')}
      groups={[
        {
          id: 'do',
          title: t('frame.location', { location: info.location }),
          actions: [
            ...(mayTakeIn
              ? [
                  {
                    id: 'import',
                    label: t('queue.import'),
                    icon: <Upload aria-hidden />,
                    keys: importKeys,
                    onAction: () => void chooseAndReceive('bundles'),
                  },
                  {
                    id: 'folder',
                    label: t('queue.importFolder'),
                    icon: <FolderUp aria-hidden />,
                    onAction: () => void chooseFolderAndReceive(),
                  },
                ]
              : []),
            {
              id: 'package',
              label: t('frame.openPackage'),
              icon: <PackageOpen aria-hidden />,
              onAction: () => void chooseAndReceive('packages'),
            },
            {
              id: 'send',
              label: t('send.open'),
              icon: <Send aria-hidden />,
              keys: sendKeys,
              onAction: () => sending.getState().open({}),
            },
            {
              id: 'backups',
              label: t('backups.open'),
              icon: <DatabaseBackup aria-hidden />,
              onAction: () => panels.open('backups'),
            },
            {
              id: 'close',
              label: t('frame.closeWorkspace'),
              icon: <LogOut aria-hidden />,
              onAction: () => void close(),
            },
          ],
        },
      ]}
    >
      <Button kind="quiet" className={styles.workspace} trailing={<ChevronDown aria-hidden />}>
        {info.name}
      </Button>
    </Menu>
  );
}

function PersonMenu({ info }: { readonly info: WorkspaceInfo }) {
  const people = useRead('people.list', {});
  const actAs = useActAs();
  const { becoming } = useActing();
  const next = people.value?.find(({ key }) => key === becoming)?.name;
  const roles = formatList(info.me.roles.map((role) => t(`role.${role}`).toLocaleLowerCase()));
  const local: readonly MenuAction[] = (people.value ?? [])
    .filter((person) => person.isLocal)
    .map((person) => ({
      id: person.key,
      label: person.name,
      description: formatList(person.roles.map((role) => t(`role.${role}`))),
      isChosen: person.isMe,
      onAction: () => void actAs(person.key),
    }));
  return (
    <Menu label={t('frame.actAs')} groups={[{ id: 'people', title: t('frame.actAs'), actions: local }]}>
      <Button
        kind="quiet"
        className={styles.person}
        trailing={<ChevronDown aria-hidden />}
        label={t('frame.personLabel', { name: info.me.name, roles })}
      >
        {next === undefined ? (
          <>
            {info.me.name} <span className={styles.roles}>{roles}</span>
          </>
        ) : (
          <span className={styles.roles} role="status">
            {t('frame.becoming', { name: next })}
          </span>
        )}
      </Button>
    </Menu>
  );
}

function SavedState() {
  const saved = useSaved();
  return (
    <span className={styles.saved} role="status">
      {saved === 'saved' && <StatusMark shape="full" tone="good" label={t('saved.saved')} />}
      {saved === 'saving' && <StatusMark shape="half" tone="info" label={t('saved.saving')} />}
      {saved === 'not_saved' && <StatusMark shape="alert" tone="bad" label={t('saved.not_saved')} />}
    </span>
  );
}

/** Themes and keys. */
export function SettingsMenu() {
  const [theme, setTheme] = useTheme();
  const sheetKeys = useShortcutCaps('sheet');
  const icons: Readonly<Record<Theme, React.ReactNode>> = {
    system: <Monitor aria-hidden />,
    light: <Sun aria-hidden />,
    dark: <Moon aria-hidden />,
    contrast: <Contrast aria-hidden />,
  };
  const choices: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];
  return (
    <Menu
      label={t('frame.settings')}
      placement="bottom end"
      groups={[
        {
          id: 'theme',
          title: t('theme.title'),
          actions: choices.map((choice) => ({
            id: choice,
            label: t(`theme.${choice}`),
            icon: icons[choice],
            isChosen: choice === theme,
            onAction: () => setTheme(choice),
          })),
        },
        {
          id: 'help',
          actions: [
            {
              id: 'keys',
              label: t('keys.sheet'),
              icon: <Keyboard aria-hidden />,
              keys: sheetKeys,
              onAction: () => panels.open('keys'),
            },
          ],
        },
      ]}
    >
      <IconButton label={t('frame.settings')}>
        <Settings2 aria-hidden />
      </IconButton>
    </Menu>
  );
}
