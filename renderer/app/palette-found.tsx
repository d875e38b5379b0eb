import {
  BookOpen,
  CircleAlert,
  CircleDot,
  DatabaseBackup,
  FileSearch,
  FileText,
  FolderUp,
  GitCompareArrows,
  Keyboard,
  ListChecks,
  ListFilter,
  type LucideIcon,
  MessageSquareText,
  PackageOpen,
  Palette,
  ScrollText,
  Send,
  Stamp,
  Upload,
  UserRound,
  Users,
  Zap,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../messages/t.ts';
import { useActAs } from '../state/act-as.ts';
import { chooseAndReceive, chooseAndVerify, chooseFolderAndReceive } from '../state/incoming.ts';
import { showKept } from '../state/queue-windows.ts';
import { useRead } from '../state/read.ts';
import { useSavedFilters } from '../state/saved-filters.ts';
import { sending } from '../state/sending.ts';
import { type Theme, useTheme } from '../state/settings.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { type PaletteEntry, paletteEntries } from './palette-entries.ts';
import { panels } from './panels.ts';
import { go } from './router.ts';
import { SHORTCUTS, type ShortcutId, shortcutsBelow } from './shortcuts.ts';

/** One line of the palette. */
export interface Found {
  readonly id: string;
  readonly label: string;
  readonly about?: string;
  readonly icon: ReactNode;
  readonly shortcut?: ShortcutId;
  readonly run: () => void;
}

/** Said by other lines already, with more words. */
const SAID_ELSEWHERE = /^(palette|sheet|import|send|back|room\..*)$/;
const ENTRY_ICONS: Readonly<Record<PaletteEntry['kind'], LucideIcon>> = {
  criterion: CircleDot,
  artifact: FileText,
  comment: MessageSquareText,
};
const MOST_ENTRIES = 12;

/** Everything that holds each word that was typed: of the open room first, then submissions, guides, rooms, settings. */
export function useFound(text: string, info: WorkspaceInfo): readonly Found[] {
  const room = useRoomBelow();
  const submissions = useSubmissions(text);
  const guides = useGuides(text);
  const commands = useCommands(info);
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ label }: Found) => {
    const said = label.toLocaleLowerCase();
    return words.every((word) => said.includes(word));
  };
  const entries = text === '' ? [] : room.entries.filter(matches).slice(0, MOST_ENTRIES);
  return [
    ...entries,
    ...submissions,
    ...guides,
    ...room.actions.filter(matches),
    ...commands.filter(matches),
  ];
}

/** What the room under the palette can do, and what lies in it, as it was when the palette opened. */
function useRoomBelow(): { readonly actions: readonly Found[]; readonly entries: readonly Found[] } {
  const [room, setRoom] = useState<ReturnType<typeof useRoomBelow>>({ actions: [], entries: [] });
  // Once the palette is the topmost layer.
  useEffect(() => {
    setRoom({
      actions: shortcutsBelow()
        .filter(({ id }) => !SAID_ELSEWHERE.test(id))
        .map(({ id, run }) => ({
          id,
          label: t(SHORTCUTS[id].label),
          icon: <Zap aria-hidden />,
          shortcut: id,
          run,
        })),
      entries: paletteEntries().map(({ kind, ...entry }) => {
        const Icon = ENTRY_ICONS[kind];
        return { ...entry, icon: <Icon aria-hidden /> };
      }),
    });
  }, []);
  return room;
}

function useSubmissions(text: string): readonly Found[] {
  const submissions = useRead(
    'queue.list',
    text.length < 2
      ? null
      : { filter: { text }, sort: { by: 'received', descending: true }, offset: 0, limit: 8 },
  );
  // What is found inside is for the queue: here one names where one wants to go.
  const named = (submissions.value?.rows ?? []).filter((row) => row.found?.includes('names'));
  return named.map((row) => ({
    id: row.submission,
    label: row.learner,
    about: `${row.unitCode} · ${row.title}`,
    icon: <ListChecks aria-hidden />,
    run: () => go({ room: 'mark', submission: row.submission }),
  }));
}

function useGuides(text: string): readonly Found[] {
  const units = useRead('units.list', {});
  if (text === '') return [];
  return (units.value ?? [])
    .filter((unit) => `${unit.code} ${unit.title}`.toLocaleLowerCase().includes(text.toLocaleLowerCase()))
    .slice(0, 6)
    .map((unit) => ({
      id: unit.id,
      label: unit.title,
      about: unit.code,
      icon: <BookOpen aria-hidden />,
      run: () => go({ room: 'units', unit: unit.id }),
    }));
}

const THEMES = {
  system: 'palette.system',
  light: 'palette.light',
  dark: 'palette.dark',
  contrast: 'palette.contrast',
} as const satisfies Record<Theme, string>;

/** Rooms, files, settings and people: what works everywhere. */
function useCommands(info: WorkspaceInfo): readonly Found[] {
  const [theme, setTheme] = useTheme();
  const actAs = useActAs();
  const people = useRead('people.list', {});
  const rooms: readonly Found[] = [
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
      id: 'resolve',
      label: t('keys.room.resolve'),
      icon: <CircleAlert aria-hidden />,
      shortcut: 'room.resolve',
      run: () => go({ room: 'resolve' }),
    },
    {
      id: 'send',
      label: t('keys.send'),
      icon: <Send aria-hidden />,
      shortcut: 'send',
      run: () => sending.getState().open({}),
    },
    {
      id: 'backups',
      label: t('backups.open'),
      icon: <DatabaseBackup aria-hidden />,
      run: () => panels.open('backups'),
    },
    {
      id: 'package',
      label: t('frame.openPackage'),
      icon: <PackageOpen aria-hidden />,
      run: () => void chooseAndReceive('packages'),
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
      id: 'keys',
      label: t('keys.sheet'),
      icon: <Keyboard aria-hidden />,
      shortcut: 'sheet',
      run: () => panels.open('keys'),
    },
  ];
  const { saved } = useSavedFilters(info);
  const filters = saved.map(({ name, ...kept }) => ({
    id: `filter ${name}`,
    label: t('filters.use', { name }),
    icon: <ListFilter aria-hidden />,
    run: () => {
      showKept(kept);
      go({ room: 'queue' });
    },
  }));
  const themes = (['light', 'dark', 'contrast', 'system'] as const)
    .filter((one) => one !== theme)
    .map((one) => ({
      id: `theme ${one}`,
      label: t(THEMES[one]),
      icon: <Palette aria-hidden />,
      run: () => setTheme(one),
    }));
  const others = (people.value ?? [])
    .filter((person) => person.isLocal && person.key !== info.me.key)
    .map((person) => ({
      id: person.key,
      label: t('palette.actAs', { name: person.name }),
      icon: <UserRound aria-hidden />,
      run: () => void actAs(person.key),
    }));
  return [...rooms, ...filters, ...themes, ...others];
}
