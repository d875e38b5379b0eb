import { useState } from 'react';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './comment-bank.module.css';

interface CommentEditorProps {
  readonly text: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** Changes the words of a kept comment. What was inserted of it before stays as it was. */
export function CommentEditor({ text, onSave, onCancel }: CommentEditorProps) {
  const [typed, setTyped] = useState(text);
  return (
    <div className={styles.editor}>
      <TextArea
        label={t('bank.editText')}
        isLabelHidden
        value={typed}
        onChange={setTyped}
        rows={2}
        maxLength={20_000}
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <footer className={styles.foot}>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button isDisabled={typed.trim() === ''} onPress={() => onSave(typed.trim())}>
          {t('bank.editSave')}
        </Button>
      </footer>
    </div>
  );
}
