import { Grid3x3, Redo2, Undo2, X } from 'lucide-react';
import { type Missing, missingForSubmit } from '../../src/domain/draft-rules.ts';
import { inScope } from '../../src/domain/scope.ts';
import { go } from '../app/router.ts';
import { ShortcutKeys, useShortcutCaps } from '../app/shortcut-keys.tsx';
import { formatDateTime, t } from '../messages/t.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import type { SaveState } from './autosave.ts';
import { ChangeAssessment } from './change-assessment.tsx';
import { describeEdit } from './describe-edit.ts';
import { useIsToSeal } from './standing.tsx';
import styles from './status-bar.module.css';
import { useNeighbours } from './use-neighbours.ts';
import { useActions, useOpen } from './use-workbench.ts';

interface StatusBarProps {
  /** Goes to what is missing: the criterion, and the field in it. */
  readonly onGo: (missing: Missing) => void;
}

const CODES = ['not_judged', 'decision_invalid', 'rationale_missing', 'anchor_unknown'] as const;

/** How far one is, what is missing, whether it is saved, and the way to hand it in. */
export function StatusBar({ onGo }: StatusBarProps) {
  const isEditable = useOpen((open) => open.isEditable);
  return (
    <section className={styles.foot} aria-label={t('bench.status')}>
      <Notices onGo={onGo} />
      <div className={styles.bar}>
        <History />
        {isEditable ? <Progress onGo={onGo} /> : <Finished />}
        <span className={styles.spring} />
        <MatrixButton />
        {isEditable ? <Submit /> : <Onward />}
      </div>
    </section>
  );
}

function useMissing(): readonly Missing[] {
  const unit = useOpen((open) => open.detail.unit);
  const scope = useOpen((open) => open.detail.scope);
  const draft = useOpen((open) => open.history.present);
  return missingForSubmit(inScope(unit, scope), draft);
}

function Progress({ onGo }: StatusBarProps) {
  const count = useOpen((open) => inScope(open.detail.unit, open.detail.scope).criteria.length);
  const missing = useMissing();
  const of = (code: Missing['code']) => missing.filter((one) => one.code === code);
  const judged = count - of('not_judged').length;
  return (
    <span className={styles.progress}>
      <span className="tabular">{t('bench.judged', { judged, count })}</span>
      {CODES.map((code) => {
        const those = of(code);
        const [first] = those;
        // Those not judged are said already.
        if (!first || code === 'not_judged') return null;
        return (
          <button key={code} type="button" className={styles.missing} onClick={() => onGo(first)}>
            {t(`bench.missing.${code}`, { n: those.length })}
          </button>
        );
      })}
      {missing.length === 0 && <StatusMark shape="check" tone="good" label={t('bench.complete')} />}
      {missing[0] && judged < count && (
        <button type="button" className={styles.missing} onClick={() => missing[0] && onGo(missing[0])}>
          {t('bench.missing.not_judged', { n: count - judged })}
        </button>
      )}
    </span>
  );
}

export function History() {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const { undo, redo } = useUndoWords();
  const undoKeys = useShortcutCaps('mark.undo');
  const redoKeys = useShortcutCaps('mark.redo');
  if (!isEditable) return null;
  return (
    <span className={styles.history}>
      <IconButton
        label={undo === null ? t('undo.nothing') : t('undo.label', { what: undo })}
        keys={undoKeys}
        isDisabled={undo === null}
        onPress={actions.undo}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={redo === null ? t('redo.nothing') : t('redo.label', { what: redo })}
        keys={redoKeys}
        isDisabled={redo === null}
        onPress={actions.redo}
      >
        <Redo2 aria-hidden />
      </IconButton>
    </span>
  );
}

/** What undo and redo would change, in words. */
function useUndoWords(): { readonly undo: string | null; readonly redo: string | null } {
  const { past, present, future } = useOpen((open) => open.history);
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const before = past.at(-1);
  const after = future[0];
  return {
    undo: before === undefined ? null : describeEdit(criteria, before, present),
    redo: after === undefined ? null : describeEdit(criteria, present, after),
  };
}

function MatrixButton() {
  const isOpen = useOpen((open) => open.isMatrixOpen);
  const keys = useShortcutCaps('mark.gaps');
  const { setMatrixOpen } = useActions();
  return (
    <IconButton label={t('bench.gaps')} keys={keys} isPressed={isOpen} onPress={() => setMatrixOpen(!isOpen)}>
      <Grid3x3 aria-hidden />
    </IconButton>
  );
}

function Submit() {
  const actions = useActions();
  const saving = useOpen((open) => open.saving);
  const isBusy = useOpen((open) => open.isBusy);
  const isToSeal = useIsToSeal();
  const isChanging = useOpen((open) => open.detail.changing !== null);
  return (
    <>
      <SaveWord saving={saving} />
      <Button
        kind="primary"
        isDisabled={isBusy}
        onPress={() => void actions.submit()}
        trailing={<ShortcutKeys id="mark.submit" />}
      >
        {t(isChanging ? 'bench.submitChange' : isToSeal ? 'bench.seal' : 'bench.submit')}
      </Button>
    </>
  );
}

function SaveWord({ saving }: { readonly saving: SaveState }) {
  switch (saving.kind) {
    case 'saved':
      return <StatusMark shape="full" tone="good" label={t('bench.saved')} />;
    case 'saving':
      return <StatusMark shape="half" tone="quiet" label={t('bench.saving')} />;
    case 'waiting':
      return <StatusMark shape="half" tone="warn" label={t('bench.saveWaits')} />;
    case 'not_saved':
    case 'newer_elsewhere':
      return <StatusMark shape="alert" tone="bad" label={t('bench.notSaved')} />;
  }
}

/** A submitted assessment is read; it can be taken back while nobody else has seen it, and then changed openly. */
function Finished() {
  const mine = useOpen((open) => open.detail.mine);
  const mayRecall = useOpen((open) => open.detail.mayRecall);
  const mayChange = useOpen((open) => open.detail.mayChange);
  const isBusy = useOpen((open) => open.isBusy);
  const actions = useActions();
  const sealed = useOpen((open) => open.detail.sealed);
  if (!mine)
    return (
      sealed && (
        <span className={styles.progress}>
          <StatusMark
            shape="seal"
            tone="accent"
            label={t('bench.sealedAt', { at: formatDateTime(sealed.sealedAt) })}
          />
        </span>
      )
    );
  return (
    <span className={styles.progress}>
      <StatusMark shape="check" tone="accent" label={t('bench.submitted', { at: formatDateTime(mine.at) })} />
      {mine.supersedes !== null && (
        <span className={styles.reason}>{t('bench.changed', { reason: mine.supersedes.reason })}</span>
      )}
      {mayRecall.allowed ? (
        <Button kind="quiet" isDisabled={isBusy} onPress={() => void actions.recall()}>
          {t('bench.recall')}
        </Button>
      ) : mayChange.allowed ? (
        <ChangeAssessment />
      ) : (
        mayRecall.reason !== null && (
          <span className={styles.reason}>{t('bench.noRecall', { reason: mayRecall.reason })}</span>
        )
      )}
    </span>
  );
}

/** Having handed in, one goes on. */
function Onward() {
  const { next } = useNeighbours();
  if (next === null) return null;
  return (
    <Button
      onPress={() => go({ room: 'mark', submission: next })}
      trailing={<ShortcutKeys id="mark.nextSubmission" />}
    >
      {t('bench.nextInQueue')}
    </Button>
  );
}

/** What needs saying above the bar: a failure, a conflict, why one may not mark, what is missing. */
export function Notices({ onGo }: StatusBarProps) {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const saving = useOpen((open) => open.saving);
  const error = useOpen((open) => open.error);
  const isMissingShown = useOpen((open) => open.isMissingShown);
  const detail = useOpen((open) => open.detail);
  const missing = useMissing();
  const isMissingOpen = isMissingShown && missing.length > 0;
  return (
    <div className={styles.notices}>
      {!isEditable && detail.mine === null && detail.sealed === null && detail.setAside === null && (
        <Banner tone="info">
          {t('bench.readOnly')} {detail.mayAssess.reason}
        </Banner>
      )}
      {error && <FailureBanner error={error} />}
      {saving.kind === 'not_saved' && (
        <Banner tone="bad">
          <p>{saving.error.message}</p>
          <p>{t('bench.notSavedWhy')}</p>
        </Banner>
      )}
      {saving.kind === 'newer_elsewhere' && (
        <Banner
          tone="warn"
          actions={
            <>
              <Button onPress={() => void actions.resolve('mine')}>{t('bench.keepMine')}</Button>
              <Button onPress={() => void actions.resolve('theirs')}>{t('bench.takeTheirs')}</Button>
            </>
          }
        >
          {t('bench.conflict')}
        </Banner>
      )}
      {isMissingOpen && (
        <section className={styles.missingList} aria-label={t('bench.missingTitle')}>
          <header className={styles.missingHead}>
            <h3>{t('bench.missingTitle')}</h3>
            <IconButton label={t('bench.missingClose')} onPress={() => actions.showMissing(false)}>
              <X aria-hidden />
            </IconButton>
          </header>
          <ul>
            {missing.map((one) => (
              <li key={`${one.criterion ?? ''} ${one.code}`}>
                <button type="button" className={styles.missing} onClick={() => onGo(one)}>
                  {one.message}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
