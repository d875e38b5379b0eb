import { Binary, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import { formatBytes, formatDateTime, t } from '../messages/t.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './artifact-facts.module.css';
import { HexPreview } from './hex-preview.tsx';
import { isUnknownKind, kindName, namedOtherwise } from './known-kinds.ts';
import { useSaveCopy } from './use-save-copy.ts';

interface ArtifactFactsProps {
  readonly artifact: Artifact;
  /** Why it is not shown, in one sentence. */
  readonly problem: string;
  /** What else can be done about it, before saving a copy. */
  readonly actions?: ReactNode;
}

/** What is known of an artifact that is not shown here, and a safe way to have a copy. */
export function ArtifactFacts({ artifact, problem, actions }: ArtifactFactsProps) {
  const copy = useSaveCopy(artifact);
  return (
    <div className={styles.facts}>
      <h2 className={styles.title}>{artifact.title}</h2>
      <Banner tone="warn">{problem}</Banner>
      <dl className={styles.list}>
        <dt>{t('artifact.path')}</dt>
        <dd>{artifact.path}</dd>
        <dt>{t('artifact.type')}</dt>
        <dd>
          {artifact.mediaType}
          <NameAgainstBytes artifact={artifact} />
        </dd>
        <dt>{t('artifact.size')}</dt>
        <dd>{formatBytes(artifact.sizeBytes)}</dd>
        <dt>{t('artifact.created')}</dt>
        <dd>
          {artifact.createdAt === null ? t('artifact.createdUnknown') : formatDateTime(artifact.createdAt)}
        </dd>
        <dt>{t('artifact.sha256')}</dt>
        <dd className={styles.hash}>{artifact.hash}</dd>
      </dl>
      <div className={styles.actions}>
        {actions}
        <Button icon={<Download aria-hidden />} onPress={copy.save} isDisabled={copy.isSaving}>
          {t('artifact.saveCopy')}
        </Button>
        <span role="status">{copy.savedAs === null ? '' : t('artifact.saved', { name: copy.savedAs })}</span>
      </div>
      <p className={styles.hint}>{t('artifact.saveCopyHint')}</p>
      {copy.error && <FailureBanner error={copy.error} />}
      <BytesOfFile artifact={artifact} />
    </div>
  );
}

/** Said only where a name promises something else than the bytes hold. */
function NameAgainstBytes({ artifact: { path, mediaType } }: Pick<ArtifactFactsProps, 'artifact'>) {
  const extension = namedOtherwise(path, mediaType);
  if (extension === null) return null;
  return (
    <p className={styles.differs}>
      {isUnknownKind(mediaType)
        ? t('artifact.nameUnproven', { extension })
        : t('artifact.nameDiffers', { extension, kind: kindName(mediaType) })}
    </p>
  );
}

/** At once where there is no viewer; where one failed, for those who ask. */
function BytesOfFile({ artifact }: Pick<ArtifactFactsProps, 'artifact'>) {
  const [isShown, setShown] = useState(artifact.viewer === 'other');
  if (artifact.sizeBytes === 0) return null;
  if (isShown) return <HexPreview artifact={artifact} />;
  return (
    <div>
      <Button kind="quiet" icon={<Binary aria-hidden />} onPress={() => setShown(true)}>
        {t('artifact.showBytes')}
      </Button>
    </div>
  );
}
