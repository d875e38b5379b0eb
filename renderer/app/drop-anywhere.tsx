import { Download } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import { receiveDropped } from '../state/incoming.ts';
import styles from './drop-anywhere.module.css';

/** The whole window takes files. */
export function DropAnywhere({ children }: { readonly children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; importing has a key and a button.
    <div
      className={styles.window}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setIsOver(true);
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setIsOver(false);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setIsOver(false);
        void receiveDropped([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className={styles.over} role="status">
          <div className={styles.words}>
            <Download aria-hidden />
            {t('drop.words')}
          </div>
        </div>
      )}
    </div>
  );
}
