import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import type { ShortcutId } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { TextArea } from '../ui/field.tsx';
import { Marker } from '../ui/marker.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { type Choice, type Compared, type Comparison, sameDecision } from './agree.ts';
import styles from './compared-criterion.module.css';
import { DecisionScale } from './decision-scale.tsx';
import { describeDecision } from './describe-decision.ts';
import { isByOne, partWith } from './mark-parts.ts';
import { MarkerJudgment } from './marker-judgment.tsx';

const CHOICES = [
  { kind: 'a', name: 'reconcile.acceptA', key: 'moderate.acceptA' },
  { kind: 'b', name: 'reconcile.acceptB', key: 'moderate.acceptB' },
  { kind: 'own', name: 'reconcile.own', key: 'moderate.own' },
] as const;

interface ComparedCriterionProps {
  readonly comparison: Pick<Comparison, 'a' | 'b'>;
  readonly compared: Compared;
  readonly criterion: Criterion;
  readonly number: number;
  readonly choice: Choice | null;
  readonly isOpen: boolean;
  readonly mayChoose: boolean;
  readonly onOpen: () => void;
  /** `field` names what is being typed into. */
  readonly onChoose: (choice: Choice, field?: string) => void;
  readonly onOwn: () => void;
  readonly onAnchor: (anchor: Anchor) => void;
  /** What taking either is called. */
  readonly words?: { readonly a: string; readonly b: string };
}

/** One criterion, two marks, and what they are settled to. One line until it is the current one. */
export function ComparedCriterion(props: ComparedCriterionProps) {
  const {
    comparison,
    compared,
    criterion,
    number,
    choice,
    isOpen,
    mayChoose,
    onOpen,
    onChoose,
    onOwn,
    onAnchor,
    words = { a: t('reconcile.acceptA'), b: t('reconcile.acceptB') },
  } = props;
  const { a, b } = compared;
  const section = useRef<HTMLElement>(null);
  const reason = useRef<HTMLDivElement>(null);
  const chosen =
    choice === null
      ? null
      : choice.kind === 'own'
        ? choice.decision
        : (compared[choice.kind]?.decision ?? null);

  useEffect(() => {
    if (isOpen) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);

  // The field for the reason appears below the fold: whoever is asked for something must see where.
  const needsReason = isOpen && choice?.kind === 'own' && choice.reason === '';
  useEffect(() => {
    if (needsReason) reason.current?.scrollIntoView({ block: 'nearest' });
  }, [needsReason]);

  /** A value somebody gave is taken from them; any other is a new one. */
  function decide(decision: Decision) {
    if (a !== null && sameDecision(decision, a.decision)) onChoose({ kind: 'a' });
    else if (b !== null && sameDecision(decision, b.decision)) onChoose({ kind: 'b' });
    else onChoose({ kind: 'own', decision, reason: choice?.kind === 'own' ? choice.reason : '' });
  }

  return (
    <section ref={section} className={classNames(styles.criterion, isOpen && styles.open)}>
      <button type="button" className={styles.line} aria-expanded={isOpen} onClick={onOpen}>
        <span className={styles.code}>{criterion.code ?? number}</span>
        <span className={styles.title}>{criterion.title}</span>
        <span className={styles.given}>
          <Marker marker="a" name={describeDecision(criterion, a?.decision ?? null)} />
        </span>
        <span className={styles.given}>
          {comparison.b !== null && (
            <Marker marker="b" name={describeDecision(criterion, b?.decision ?? null)} />
          )}
        </span>
        <span className={styles.agreed}>
          {chosen === null ? (
            <StatusMark shape="split" tone="warn" label={t('reconcile.toSettle')} />
          ) : (
            <StatusMark
              shape={choice?.kind === 'own' && choice.reason.trim() === '' ? 'half' : 'check'}
              tone="accent"
              label={describeDecision(criterion, chosen)}
            />
          )}
        </span>
      </button>
      {isOpen && (
        <div className={styles.body}>
          <p className={styles.why}>
            {criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
            {isByOne(compared) ? (
              comparison.b !== null && <StatusMark shape="full" tone="quiet" label={t('reconcile.byOne')} />
            ) : (
              <>
                <StatusMark
                  shape={compared.within ? 'check' : 'split'}
                  tone={compared.within ? 'good' : 'warn'}
                  label={t(compared.within ? 'reconcile.within' : 'reconcile.out')}
                />
                <span>{compared.reason}</span>
              </>
            )}
          </p>
          <DecisionScale
            criterion={criterion}
            a={a?.decision ?? null}
            b={b?.decision ?? null}
            chosen={chosen}
            mayChoose={mayChoose}
            onChoose={decide}
          />
          <div className={styles.sides}>
            {(['a', 'b'] as const).map((marker) => {
              const mark = comparison[marker];
              return (
                mark && (
                  <MarkerJudgment
                    key={marker}
                    marker={marker}
                    judgment={compared[marker]}
                    assessment={partWith(mark, compared.from[marker])}
                    onAnchor={onAnchor}
                  />
                )
              );
            })}
          </div>
          {mayChoose && (
            <>
              <SegmentedControl
                label={t('reconcile.choose', { title: criterion.title })}
                value={choice?.kind ?? null}
                onChange={(kind) => (kind === 'own' ? onOwn() : onChoose({ kind }))}
                className={styles.choose}
                options={CHOICES.filter(({ kind }) => kind === 'own' || compared[kind] !== null).map(
                  ({ kind, name, key }) => {
                    const label = kind === 'own' ? t(name) : words[kind];
                    return { id: kind, label, content: <Keyed id={key} label={label} /> };
                  },
                )}
              />
              {choice?.kind === 'own' && (
                <div ref={reason} className={styles.reason}>
                  <TextArea
                    label={t('reconcile.reason')}
                    description={t('reconcile.reasonWhy')}
                    value={choice.reason}
                    onChange={(reason) => onChoose({ ...choice, reason }, `${criterion.id} reason`)}
                    maxLength={20000}
                    rows={2}
                    autoFocus={choice.reason === ''}
                    onKeyDown={leaveOnEscape}
                  />
                </div>
              )}
            </>
          )}
          {!mayChoose && choice?.kind === 'own' && <p className={styles.why}>{choice.reason}</p>}
        </div>
      )}
    </section>
  );
}

/** Escape gives the keys back to the list. */
function leaveOnEscape(event: KeyboardEvent) {
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
}

function Keyed({ id, label }: { readonly id: ShortcutId; readonly label: string }) {
  return (
    <span className={styles.keyed}>
      {label}
      <ShortcutKeys id={id} />
    </span>
  );
}
