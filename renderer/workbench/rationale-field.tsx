import { BookmarkPlus, MessageSquareText } from 'lucide-react';
import { type Ref, useRef, useState } from 'react';
import type { BankComment } from '../../src/api/shapes.ts';
import { decisionKey, withComment } from '../../src/domain/comment-fit.ts';
import type { DraftJudgment } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { isLowest } from '../../src/domain/verdict.ts';
import { usePaletteEntries } from '../app/palette-entries.ts';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { useComments } from '../state/comments.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { CommentBank } from './comment-bank.tsx';
import styles from './rationale-field.module.css';
import { useActions, useOpen } from './use-workbench.ts';

interface RationaleFieldProps {
  readonly criterion: Criterion;
  readonly label: string;
  readonly judgment: DraftJudgment;
  readonly areaRef: Ref<HTMLTextAreaElement>;
}

/** Why one decided so: typed, or put together from what one keeps to say about this criterion. */
export function RationaleField({ criterion, label, judgment, areaRef }: RationaleFieldProps) {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const unit = useOpen((open) => open.detail.unit.id);
  const isBankOpen = useOpen((open) => open.isBankOpen);
  const bank = useComments(unit, isEditable ? criterion.id : null);
  const [isKept, setIsKept] = useState(false);
  const hadFocus = useRef<Element | null>(null);
  const { decision, rationale } = judgment;
  const key = decisionKey(criterion, decision);
  const written = rationale.trim();
  const isNeeded = decision !== null && isLowest(criterion, decision);

  const keep = async () => {
    if (written === '' || !isEditable) return;
    setIsKept(await bank.keep(written, key));
  };
  const insert = (comment: BankComment) => {
    actions.judge({ rationale: withComment(rationale, comment.text) }, null, criterion.id);
    void bank.use(comment);
  };
  const setOpen = (isOpen: boolean) => {
    if (isOpen) hadFocus.current = document.activeElement;
    actions.setBankOpen(isOpen);
    if (!isOpen && hadFocus.current instanceof HTMLElement) hadFocus.current.focus();
  };
  useShortcut('mark.bank', () => setOpen(true), isEditable);
  useShortcut('mark.keepComment', () => void keep(), isEditable);
  usePaletteEntries(() =>
    isEditable
      ? (bank.comments ?? []).map((comment) => ({
          id: `comment ${comment.comment ?? comment.text}`,
          label: comment.text.replaceAll(/\s+/g, ' ').slice(0, 120),
          about: t('palette.comment'),
          kind: 'comment' as const,
          run: () => insert(comment),
        }))
      : [],
  );

  return (
    <div className={styles.field}>
      <TextArea
        label={t('criterion.rationale')}
        value={rationale}
        onChange={(next) => {
          setIsKept(false);
          actions.judge({ rationale: next }, 'rationale', criterion.id);
        }}
        onBlur={() => void actions.flush()}
        placeholder={t('criterion.rationaleHint')}
        description={isNeeded && written === '' ? t('criterion.rationaleNeeded') : undefined}
        isReadOnly={!isEditable}
        rows={2}
        maxLength={20_000}
        areaRef={areaRef}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget instanceof HTMLElement)
            event.currentTarget.blur();
        }}
      />
      {isEditable && (
        <div className={styles.tools}>
          <Button
            kind="quiet"
            icon={<MessageSquareText aria-hidden />}
            trailing={<ShortcutKeys id="mark.bank" />}
            isPressed={isBankOpen}
            onPress={() => setOpen(!isBankOpen)}
          >
            {t('bank.open')}
          </Button>
          {isKept ? (
            <span className={styles.kept} role="status">
              {t('bank.kept')}
            </span>
          ) : (
            written !== '' && (
              <Button kind="quiet" icon={<BookmarkPlus aria-hidden />} onPress={() => void keep()}>
                {t('bank.keep')}
              </Button>
            )
          )}
        </div>
      )}
      {isBankOpen && isEditable && (
        <CommentBank
          criterion={criterion}
          label={label}
          decision={key}
          bank={bank}
          onInsert={(comment) => {
            insert(comment);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
