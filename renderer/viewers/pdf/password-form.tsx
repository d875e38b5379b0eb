import { useState } from 'react';
import { t } from '../../messages/t.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './password-form.module.css';

interface PasswordFormProps {
  readonly wasWrong: boolean;
  readonly onPassword: (password: string) => void;
}

/** Asks for the password of a PDF, in its pane. */
export function PasswordForm({ wasWrong, onPassword }: PasswordFormProps) {
  const [typed, setTyped] = useState('');
  return (
    <form
      className={styles.password}
      // A field marked wrong would keep the browser from handing in the next try.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onPassword(typed);
      }}
    >
      <TextField
        label={t('viewer.pdf.password')}
        type="password"
        value={typed}
        onChange={setTyped}
        description={t('viewer.pdf.passwordWhy')}
        error={wasWrong ? t('viewer.pdf.passwordWrong') : undefined}
        autoFocus
      />
      <Button type="submit" kind="primary" isDisabled={typed === ''}>
        {t('viewer.pdf.unlock')}
      </Button>
    </form>
  );
}
