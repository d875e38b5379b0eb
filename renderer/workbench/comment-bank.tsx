import { Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { BankComment } from '../../src/api/shapes.ts';
import { rankComments } from '../../src/domain/comment-fit.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { digitPressed } from '../app/key-names.ts';
import { t } from '../messages/t.ts';
import type { CommentBank as Bank } from '../state/comments.ts';
import { Button } from '../ui/button.tsx';
import { FindField, placeIn, useFinding } from '../ui/find-field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './comment-bank.module.css';
import { CommentEditor } from './comment-editor.tsx';

interface CommentBankProps {
  readonly criterion: Criterion;
  readonly label: string;
  /** What was decided, as comments are kept under it. */
  readonly decision: string | null;
  readonly bank: Bank;
  readonly onInsert: (comment: BankComment) => void;
  readonly onClose: () => void;
}

/** What one keeps to say about a criterion, what fits best first. A digit or Enter inserts, typing filters. */
export function CommentBank({ criterion, label, decision, bank, onInsert, onClose }: CommentBankProps) {
  const finding = useFinding();
  const [isEditing, setIsEditing] = useState(false);
  const [removed, setRemoved] = useState<BankComment | null>(null);
  const panel = useRef<HTMLElement>(null);
  const found = rankComments(bank.comments ?? [], decision, finding.text);
  const current = found[placeIn(finding, found)];
  const owed = useOwed(bank.comments === undefined ? null : found, onInsert);

  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const onKey = (event: KeyboardEvent, at: number) => {
    const digit = digitPressed(event.nativeEvent);
    if (digit && !digit.isShifted) owed(digit.digit - 1);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) owed(at);
    else if (event.key === 'Escape') onClose();
    else return false;
    return true;
  };

  return (
    <section ref={panel} className={styles.bank} aria-label={t('bank.title', { criterion: label })}>
      <FindField
        finding={finding}
        found={found}
        keyOf={({ comment, text }) => comment ?? text}
        label={t('bank.filter')}
        listLabel={t('bank.title', { criterion: label })}
        placeholder={t('bank.filterHint')}
        styles={{ input: styles.filter, list: styles.list, option: styles.option, active: styles.active }}
        onTake={onInsert}
        onKey={onKey}
      >
        {(comment, index) => (
          <>
            <span className={styles.digit}>{index < 9 && <Kbd keys={[String(index + 1)]} />}</span>
            <span className={styles.words}>
              <span className={styles.text}>{comment.text}</span>
              <span className={styles.about}>{aboutComment(criterion, comment)}</span>
            </span>
          </>
        )}
      </FindField>
      {found.length === 0 && bank.comments !== undefined && (
        <p className={styles.none}>
          {bank.comments.length === 0 ? t('bank.empty') : t('bank.noMatch', { text: finding.text })}
        </p>
      )}
      {isEditing && current?.comment ? (
        <CommentEditor
          text={current.text}
          onSave={(text) => {
            setIsEditing(false);
            if (current.comment) void bank.keep(text, current.decision, current.comment);
          }}
          onCancel={() => setIsEditing(false)}
        />
      ) : (
        <footer className={styles.foot}>
          {removed && (
            <span className={styles.removed} role="status">
              {t('bank.removed')}
              <Button
                kind="quiet"
                onPress={() => {
                  setRemoved(null);
                  void bank.keep(removed.text, removed.decision);
                }}
              >
                {t('bank.putBack')}
              </Button>
            </span>
          )}
          {current?.comment && (
            <>
              <Button kind="quiet" icon={<Pencil aria-hidden />} onPress={() => setIsEditing(true)}>
                {t('bank.edit')}
              </Button>
              <Button
                kind="quiet"
                icon={<Trash2 aria-hidden />}
                onPress={() => {
                  if (!current.comment) return;
                  setRemoved(current);
                  void bank.remove(current.comment);
                }}
              >
                {t('bank.remove')}
              </Button>
            </>
          )}
        </footer>
      )}
    </section>
  );
}

/** Inserts by place; where the comments are not read yet, as soon as they are: two quick keys must not come to nothing. */
function useOwed(
  found: readonly BankComment[] | null,
  onInsert: (comment: BankComment) => void,
): (at: number) => void {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const at = wanted.current;
    if (at === null || found === null) return;
    wanted.current = null;
    const comment = found[at];
    if (comment) onInsert(comment);
  });
  return (at) => {
    const comment = found?.[at];
    if (comment) onInsert(comment);
    else if (found === null) wanted.current = at;
  };
}

function aboutComment(criterion: Criterion, { comment, decision, uses }: BankComment): string {
  const fits =
    decision === null ? t('bank.fitsAny') : t('bank.fits', { decision: nameOf(criterion, decision) });
  if (comment === null) return `${fits} · ${t('bank.usedBefore', { n: uses })}`;
  return uses === 0 ? fits : `${fits} · ${t('bank.uses', { n: uses })}`;
}

function nameOf(criterion: Criterion, decision: string): string {
  if (decision === 'met') return t('decision.met');
  if (decision === 'not_yet') return t('decision.notYet');
  const level = criterion.kind === 'levels' ? criterion.levels.find(({ id }) => id === decision) : undefined;
  return level?.label ?? decision;
}
