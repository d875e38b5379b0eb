import { type ComponentType, useEffect, useState } from 'react';
import type { ArchiveListing, Artifact } from '../../../src/api/shapes.ts';
import { RememberedSplit } from '../../app/remembered-split.tsx';
import { useShortcut } from '../../app/shortcuts.ts';
import { formatBytes, t } from '../../messages/t.ts';
import { useCommand } from '../../state/command.ts';
import { useRead } from '../../state/read.ts';
import { FailureBanner } from '../../ui/banner.tsx';
import { FileTree } from '../../ui/file-tree.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Reading } from '../../ui/reading.tsx';
import { ArtifactFacts } from '../artifact-facts.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import styles from './archive-viewer.module.css';
import { withinMember } from './within-member.ts';

interface ArchiveViewerProps extends ViewerProps {
  /** Shows one file of it, by its kind. */
  readonly viewer: ComponentType<ViewerProps>;
}

/** An archive: its files as a tree, and the one that is open in the viewer of its kind. Nothing is unpacked to a folder. */
export function ArchiveViewer(props: ArchiveViewerProps) {
  const { artifact } = props;
  const listing = useRead('archives.list', placeOf(props));
  return (
    <Reading read={listing}>
      {(archive) => {
        const fault = archive.problems.find(({ severity }) => severity === 'error');
        if (fault) return <ArtifactFacts artifact={artifact} problem={fault.message} />;
        if (archive.entries.length === 0)
          return <ArtifactFacts artifact={artifact} problem={t('viewer.archive.empty')} />;
        return <Files {...props} entries={archive.entries} />;
      }}
    </Reading>
  );
}

/** Where this archive lies among the evidence. */
function placeOf({ submission, artifact, archive }: ViewerProps) {
  return { submission, artifact: archive?.artifact ?? artifact.hash, entries: [...(archive?.entries ?? [])] };
}

type Entry = ArchiveListing['entries'][number];

function Files({
  entries,
  viewer: Viewer,
  ...props
}: ArchiveViewerProps & { readonly entries: readonly Entry[] }) {
  const { artifact, destination } = props;
  const opening = useCommand('archives.open');
  const [member, setMember] = useState<{ readonly entry: number; readonly artifact: Artifact } | null>(null);
  const [files] = useState(() => entries.map((one) => ({ ...one, id: String(one.entry) })));
  const { run } = opening;

  const open = async (entry: number) => {
    const place = placeOf(props);
    const result = await run({ ...place, entries: [...place.entries, entry] });
    if (result.ok) setMember({ entry, artifact: result.value });
  };
  const { choosing } = props;
  const whole = member && { entries: [member.entry], hash: member.artifact.hash };
  useShortcut(
    'evidence.whole',
    () => {
      if (!choosing || !whole) return;
      choosing.choose([{ kind: 'whole' }], whole);
      choosing.anchor();
      choosing.choose(null);
    },
    choosing !== null && whole !== null,
  );
  const wanted = destination?.member?.entries[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new destination opens its file, even the same one again.
  useEffect(() => {
    if (wanted !== undefined && wanted !== member?.entry) void open(wanted);
  }, [destination]);

  return (
    <RememberedSplit
      name="archive"
      panes={[
        {
          id: 'files',
          size: 220,
          minSize: 120,
          maxSize: '50%',
          isSteady: true,
          content: (
            <div className={styles.files}>
              <h3 className={styles.heading}>{t('viewer.archive.count', { n: files.length })}</h3>
              <div className={styles.tree}>
                <FileTree
                  label={t('viewer.archive.files', { title: artifact.title })}
                  files={files}
                  open={member === null ? null : String(member.entry)}
                  onOpen={(file) => void open(file.entry)}
                  about={(file) => formatBytes(file.sizeBytes)}
                />
              </div>
            </div>
          ),
        },
        {
          id: 'file',
          minSize: 200,
          content: (
            <div className={styles.file}>
              {opening.error && <FailureBanner error={opening.error} />}
              {opening.isRunning && opening.progress && (
                <div className={styles.unpacking}>
                  <ProgressBar
                    label={t('viewer.archive.unpacking')}
                    progress={opening.progress}
                    onCancel={opening.cancel}
                  />
                </div>
              )}
              {member ? (
                <Viewer
                  key={member.entry}
                  {...withinMember(props, { entry: member.entry, hash: member.artifact.hash })}
                  artifact={member.artifact}
                />
              ) : (
                <p className={styles.hint}>{t('viewer.archive.choose')}</p>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
