import { formatList, t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './standing.module.css';
import type { Feedback, Script } from './use-script.ts';
import { useOpen } from './use-workbench.ts';

/** That this is a script one practises or qualifies with, when one is shown its definitive mark, and how one did. */
export function ScriptNotice({
  script: { set, script, feedback, ...compared },
}: {
  readonly script: Script;
}) {
  const isEditable = useOpen((open) => open.isEditable);
  const { isComparing, setComparing } = compared;
  const marked = set.scripts.filter(({ isMarked }) => isMarked).length;
  return (
    <div className={styles.standing}>
      {feedback ? (
        <Banner
          tone={feedback.isWithin ? 'good' : 'warn'}
          actions={
            !isEditable && (
              <Button onPress={() => setComparing(!isComparing)}>
                {t(isComparing ? 'script.showOwn' : 'script.showBoth')}
              </Button>
            )
          }
        >
          {verdictOf(feedback)}
        </Banner>
      ) : (
        <Banner tone="info">
          {t(script.isMarked ? 'script.qualifying.wait' : `script.${set.kind}.before`, {
            label: set.label,
            marked,
            all: set.scriptsInSet,
          })}
        </Banner>
      )}
    </div>
  );
}

/** Whether it is within, and where it is not and why. */
function verdictOf({ isWithin, criteria, overall }: Feedback): string {
  const out = criteria.filter(({ within }) => !within).map(({ code }) => code);
  return [
    isWithin
      ? t('script.within')
      : out.length > 0
        ? t('script.outIn', { codes: formatList(out) })
        : t('script.out'),
    ...overall.filter(({ within }) => !within).map(({ reason }) => reason),
  ].join(' ');
}
