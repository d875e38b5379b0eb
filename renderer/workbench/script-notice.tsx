import { t } from '../messages/t.ts';
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
          {feedback.isWithin ? t('script.within') : t('script.out')} <Why feedback={feedback} />
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

function Why({ feedback: { criteria, overall } }: { readonly feedback: Feedback }) {
  const out = criteria.filter(({ within }) => !within);
  const said = [
    ...(out.length > 0
      ? [t('script.outOn', { n: out.length, codes: out.map(({ code }) => code).join(', ') })]
      : []),
    ...overall.filter(({ within }) => !within).map(({ reason }) => reason),
  ];
  return <span className={styles.quiet}>{said.join(' ')}</span>;
}
