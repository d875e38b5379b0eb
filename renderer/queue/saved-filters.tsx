import { BookmarkPlus, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useShortcut } from '../app/shortcuts.ts';
import { formatNumber, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { type KeptQuestion, type SavedFilter, useSavedFilters } from '../state/saved-filters.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Menu } from '../ui/menu.tsx';
import styles from './saved-filters.module.css';

interface SavedFiltersProps {
  readonly info: WorkspaceInfo;
  readonly shown: KeptQuestion;
  readonly onUse: (kept: KeptQuestion) => void;
}

const isSame = (a: KeptQuestion, b: KeptQuestion) =>
  JSON.stringify([plain(a.filter), a.sort, a.group]) === JSON.stringify([plain(b.filter), b.sort, b.group]);
/** In one order, without what is not chosen. */
const plain = (filter: KeptQuestion['filter']) =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined && value.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Filters one has given a name, with how many each finds now. */
export function SavedFilters({ info, shown, onUse }: SavedFiltersProps) {
  const { saved, save, rename, remove } = useSavedFilters(info);
  const totals = useRead(
    'queue.totals',
    saved.length === 0 ? null : { filters: saved.map(({ filter }) => filter) },
  ).value;
  const [asking, setAsking] = useState<{ readonly rename: string | null } | null>(null);
  useShortcut('list.saveFilter', () => setAsking({ rename: null }));
  const { filter, sort, group } = shown;
  const kept = { filter, sort, group };
  const isKept = saved.some((one) => isSame(one, kept));
  const isPlain = plain(filter).length === 0 && group === null;
  if (saved.length === 0 && isPlain && asking === null) return null;
  return (
    <section className={styles.saved} aria-label={t('filters.title')}>
      {saved.length > 0 && <h2 className={styles.title}>{t('filters.title')}</h2>}
      {saved.length > 0 && (
        <ul className={styles.list}>
          {saved.map((one, index) => (
            <Entry
              key={one.name}
              filter={one}
              count={totals?.[index]}
              isOn={isSame(one, kept)}
              onUse={() => onUse(one)}
              onOverwrite={() => save(one.name, kept)}
              onRename={() => setAsking({ rename: one.name })}
              onRemove={() => remove(one.name)}
            />
          ))}
        </ul>
      )}
      {!isKept && !isPlain && (
        <Button kind="quiet" icon={<BookmarkPlus aria-hidden />} onPress={() => setAsking({ rename: null })}>
          {t('filters.save')}
        </Button>
      )}
      {asking !== null && (
        <NameDialog
          from={asking.rename}
          taken={saved.map(({ name }) => name)}
          onClose={() => setAsking(null)}
          onName={(name) => {
            if (asking.rename === null) save(name, kept);
            else rename(asking.rename, name);
            setAsking(null);
          }}
        />
      )}
    </section>
  );
}

interface EntryProps {
  readonly filter: SavedFilter;
  readonly count: number | undefined;
  readonly isOn: boolean;
  readonly onUse: () => void;
  readonly onOverwrite: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function Entry({ filter, count, isOn, onUse, onOverwrite, onRename, onRemove }: EntryProps) {
  const more = t('filters.more', { name: filter.name });
  return (
    <li className={classNames(styles.entry, isOn && styles.isOn)}>
      <button type="button" className={styles.use} onClick={onUse} aria-pressed={isOn}>
        <span className={styles.name}>{filter.name}</span>
        {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
      </button>
      <Menu
        label={more}
        groups={[
          {
            id: 'filter',
            actions: [
              { id: 'overwrite', label: t('filters.overwrite'), isDisabled: isOn, onAction: onOverwrite },
              { id: 'rename', label: t('filters.rename'), onAction: onRename },
              { id: 'remove', label: t('filters.remove'), onAction: onRemove },
            ],
          },
        ]}
      >
        <AriaButton className={styles.more} aria-label={more}>
          <Ellipsis aria-hidden />
        </AriaButton>
      </Menu>
    </li>
  );
}

interface NameDialogProps {
  /** The filter that gets another name; null for a new one. */
  readonly from: string | null;
  readonly taken: readonly string[];
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function NameDialog({ from, taken, onName, onClose }: NameDialogProps) {
  const [typed, setTyped] = useState(from ?? '');
  const name = typed.trim();
  const isTaken = name !== from && taken.includes(name);
  return (
    <Dialog
      isOpen
      title={t(from === null ? 'filters.saveTitle' : 'filters.renameTitle')}
      onClose={onClose}
      footer={
        <Button kind="primary" isDisabled={name === ''} onPress={() => onName(name)}>
          {t(isTaken ? 'filters.doReplace' : 'filters.doSave')}
        </Button>
      }
    >
      <TextField
        label={t('filters.name')}
        value={typed}
        onChange={setTyped}
        autoFocus
        maxLength={80}
        {...(isTaken ? { description: t('filters.replaces') } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && name !== '') onName(name);
        }}
      />
      {from === null && <p className={styles.what}>{t('filters.what')}</p>}
    </Dialog>
  );
}
