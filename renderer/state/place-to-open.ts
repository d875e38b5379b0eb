import type { EvidenceFound } from '../../src/api/shapes.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';

type Artifact = EvidenceFound['artifacts'][number];

/** A place in evidence that the workbench shows first when it opens this submission. */
export interface PlaceToOpen {
  readonly submission: SubmissionId;
  readonly artifact: Artifact['artifact'];
  readonly hit: Artifact['hits'][number];
}

let waiting: PlaceToOpen | null = null;

export function openAtPlace(place: PlaceToOpen): void {
  waiting = place;
}

/** The place that was asked for in this submission; once. */
export function takePlaceToOpen(submission: SubmissionId): PlaceToOpen | null {
  const place = waiting;
  waiting = null;
  return place?.submission === submission ? place : null;
}
