import {
  BookOpen,
  FileSearch,
  FolderUp,
  GitCompareArrows,
  Keyboard,
  ListChecks,
  Moon,
  ScrollText,
  Stamp,
  Sun,
  Upload,
  UserRound,
  Users,
} from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../messages/t.ts';
import { useActAs } from '../state/act-as.ts';
import { chooseAndReceive, chooseAndVerify, chooseFolderAndReceive } from '../state/incoming.ts';
import { useRead } from '../state/read.ts';
import { useTheme } from '../state/settings.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { classNames } from '../ui/class-names.ts';
import { ShortcutLayer } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { keyCaps } from './key-names.ts';
import styles from './palette.module.css';
import { panels, usePanel } from './panels.ts';
import { go } from './router.ts';
import { keyOf, type ShortcutId, useShortcut } from './shortcuts.ts';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly about?: string;
  readonly icon: ReactNode;
  readonly shortcut?: ShortcutId;
  readonly run: () => void;
}

/** One field that finds submissions, units and commands. */
export function Palette({ info }: { readonly info: WorkspaceInfo }) {
  const panel = usePanel();
  useShortcut('palette', () => panels.open('palette'));
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={panel === 'palette'}
      isDismissable
      onOpenChange={(isOpen) => !isOpen && panels.close()}
    >
      <Modal className={styles.modal}>
        <AriaDialog aria-label={t('keys.palette')} className={styles.dialog}>
          <ShortcutLayer />
          <Finder info={info} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ info }: { readonly info: WorkspaceInfo }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useFound(useDeferredValue(text.trim()), info);
  const at = Math.min(active, Math.max(0, found.length - 1));

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function run(one: Found | undefined) {
    if (one === undefined) return;
    panels.close();
    one.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-label={t('keys.palette')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t('palette.placeholder')}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it.
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.found')}
        className={styles.list}
      >
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classNames(styles.option, index === at && styles.active)}
            onMouseMove={() => setActive(index)}
            onClick={() => run(one)}
          >
            <span className={styles.icon}>{one.icon}</span>
            <span className={styles.label}>{one.label}</span>
            {one.about !== undefined && <span className={styles.about}>{one.about}</span>}
            {one.shortcut !== undefined && (
              <Kbd keys={keyCaps(keyOf(one.shortcut), window.assay.platform === 'darwin')} />
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nothing}>{t('palette.nothing', { text })}</p>}
    </>
  );
}

function useFound(text: string, info: WorkspaceInfo): readonly Found[] {
  const [theme, setTheme] = useTheme();
  const actAs = useActAs();
  const people = useRead('people.list', {});
  const units = useRead('units.list', {});
  const submissions = useRead(
    'queue.list',
    text.length < 2
      ? null
      : { filter: { text }, sort: { by: 'received', descending: true }, offset: 0, limit: 8 },
  );
  const matches = (label: string) => label.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  const commands: readonly Found[] = [
    {
      id: 'queue',
      label: t('keys.room.queue'),
      icon: <ListChecks aria-hidden />,
      shortcut: 'room.queue',
      run: () => go({ room: 'queue' }),
    },
    {
      id: 'moderate',
      label: t('keys.room.moderate'),
      icon: <GitCompareArrows aria-hidden />,
      shortcut: 'room.moderate',
      run: () => go({ room: 'moderate', submission: null }),
    },
    {
      id: 'results',
      label: t('keys.room.results'),
      icon: <Stamp aria-hidden />,
      shortcut: 'room.results',
      run: () => go({ room: 'results', tab: 'results' }),
    },
    {
      id: 'units',
      label: t('keys.room.units'),
      icon: <BookOpen aria-hidden />,
      shortcut: 'room.units',
      run: () => go({ room: 'units', unit: null }),
    },
    {
      id: 'people',
      label: t('keys.room.people'),
      icon: <Users aria-hidden />,
      shortcut: 'room.people',
      run: () => go({ room: 'people' }),
    },
    {
      id: 'log',
      label: t('keys.room.log'),
      icon: <ScrollText aria-hidden />,
      shortcut: 'room.log',
      run: () => go({ room: 'log', submission: null }),
    },
    {
      id: 'import',
      label: t('keys.import'),
      icon: <Upload aria-hidden />,
      shortcut: 'import',
      run: () => void chooseAndReceive('bundles'),
    },
    {
      id: 'folder',
      label: t('queue.importFolder'),
      icon: <FolderUp aria-hidden />,
      run: () => void chooseFolderAndReceive(),
    },
    {
      id: 'verify',
      label: t('verify.choose'),
      icon: <FileSearch aria-hidden />,
      run: () => void chooseAndVerify(),
    },
    {
      id: 'theme',
      label: theme === 'dark' ? t('palette.light') : t('palette.dark'),
      icon: theme === 'dark' ? <Sun aria-hidden /> : <Moon aria-hidden />,
      run: () => setTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'keys',
      label: t('keys.sheet'),
      icon: <Keyboard aria-hidden />,
      shortcut: 'sheet',
      run: () => panels.open('keys'),
    },
  ];
  const others = (people.value ?? [])
    .filter((person) => person.isLocal && person.key !== info.me.key)
    .map((person) => ({
      id: person.key,
      label: t('palette.actAs', { name: person.name }),
      icon: <UserRound aria-hidden />,
      run: () => void actAs(person.key),
    }));
  const rows = (submissions.value?.rows ?? []).map((row) => ({
    id: row.submission,
    label: row.learner,
    about: `${row.unitCode} · ${row.title}`,
    icon: <ListChecks aria-hidden />,
    run: () => go({ room: 'mark', submission: row.submission }),
  }));
  const guides =
    text === ''
      ? []
      : (units.value ?? [])
          .filter((unit) => matches(`${unit.code} ${unit.title}`))
          .slice(0, 6)
          .map((unit) => ({
            id: unit.id,
            label: unit.title,
            about: unit.code,
            icon: <BookOpen aria-hidden />,
            run: () => go({ room: 'units', unit: unit.id }),
          }));
  return [...rows, ...guides, ...[...commands, ...others].filter((command) => matches(command.label))];
}
