import type { ArchiveMember } from '../../../src/domain/anchor.ts';
import type { ArtifactHash } from '../../../src/domain/ids.ts';
import type { ViewerProps } from '../viewer-props.ts';

/**
 * What the viewer of a file in an archive is given: only what concerns that file, one archive further in;
 * and what is chosen there comes out as lying in this file.
 */
export function withinMember(
  { artifact, archive, overlays, destination, choosing, ...rest }: ViewerProps,
  at: { readonly entry: number; readonly hash: ArtifactHash },
): Omit<ViewerProps, 'artifact'> {
  const isInside = (member: ArchiveMember | undefined) => member?.entries[0] === at.entry;
  return {
    ...rest,
    archive: {
      artifact: archive?.artifact ?? artifact.hash,
      entries: [...(archive?.entries ?? []), at.entry],
    },
    overlays: overlays
      .filter(({ member }) => isInside(member))
      .map((overlay) => ({ ...overlay, member: oneFurtherIn(overlay.member) })),
    destination:
      destination && isInside(destination.member)
        ? { ...destination, member: oneFurtherIn(destination.member) }
        : null,
    choosing: choosing && {
      ...choosing,
      chosen: isInside(choosing.member) ? choosing.chosen : null,
      member: oneFurtherIn(choosing.member),
      choose: (targets, inner) =>
        choosing.choose(targets, {
          entries: [at.entry, ...(inner?.entries ?? [])],
          hash: inner?.hash ?? at.hash,
        }),
    },
  };
}

function oneFurtherIn(member: ArchiveMember | undefined): ArchiveMember | undefined {
  if (!member || member.entries.length <= 1) return undefined;
  return { ...member, entries: member.entries.slice(1) };
}
