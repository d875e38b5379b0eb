import { z } from 'zod';
import { Artifact } from '../../src/api/shapes.ts';
import { AnchorTarget, ArchiveMember } from '../../src/domain/anchor.ts';
import { AnchorId, ArtifactHash, CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import type {
  AnchorableCriterion,
  Choosing,
  Destination,
  Overlay,
  ViewerProps,
} from '../viewers/viewer-props.ts';

type Json = z.infer<ReturnType<typeof z.json>>;
/** Stands for a function in what travels: the way to it in the props. */
const CALL = '$call';

/** What a viewer needs as something that can travel: a function goes as the way to it. */
export function packProps(value: unknown, path: readonly string[] = []): Json {
  if (typeof value === 'function') return { [CALL]: path.join('.') };
  if (Array.isArray(value)) return value.map((one, at) => packProps(one, [...path, String(at)]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => [key, packProps(one, [...path, key])]),
    );
  }
  return z.json().parse(value);
}

type Call = (name: string, args: readonly unknown[]) => void;

function unpack(value: Json, call: Call): unknown {
  if (Array.isArray(value)) return value.map((one) => unpack(one, call));
  if (typeof value !== 'object' || value === null) return value;
  const name = value[CALL];
  if (typeof name === 'string') return (...args: readonly unknown[]) => call(name, args);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpack(one, call)]));
}

/** Every property by name, so that the compiler asks for one that is added. */
type Shape<T> = { readonly [K in keyof Required<T>]: z.ZodType };
const action = z.custom<() => void>((value) => typeof value === 'function');

const overlay = {
  anchor: AnchorId,
  member: ArchiveMember.optional(),
  target: AnchorTarget,
  tone: z.enum(['mine', 'markerA', 'markerB']),
  label: z.string(),
  onOpen: action.optional(),
} satisfies Shape<Overlay>;

const criterion = {
  id: CriterionId,
  label: z.string(),
  title: z.string(),
  isAnchored: z.boolean(),
} satisfies Shape<AnchorableCriterion>;

const destination = {
  member: ArchiveMember.optional(),
  target: AnchorTarget,
  find: z.string().max(400).optional(),
} satisfies Shape<Destination>;

const choosing = {
  chosen: z.array(AnchorTarget).nullable(),
  member: ArchiveMember.optional(),
  choose: action,
  anchor: action,
  criterion: z.string(),
  criteria: z.array(z.object(criterion)),
  isBoxMode: z.boolean(),
  setBoxMode: action,
} satisfies Shape<Choosing>;

const MirroredProps = z.object({
  submission: SubmissionId,
  artifact: Artifact,
  archive: z.object({ artifact: ArtifactHash, entries: z.array(z.int().min(0)) }).optional(),
  overlays: z.array(z.object(overlay)),
  destination: z.object(destination).nullable(),
  choosing: z.object(choosing).nullable(),
  siblings: z.array(Artifact).optional(),
  receivedAt: z.string().optional(),
  isAnonymous: z.boolean().optional(),
} satisfies Shape<ViewerProps>);

export interface Mirrored {
  readonly packed: Readonly<Record<string, Json>>;
  /** Which of the main window's destinations it is: the same place again is another one. */
  readonly turn: number;
  readonly props: ViewerProps;
}

/**
 * The props that came over, with functions that call the originals by `call`; null where they are no viewer's.
 * What did not change stays the same object, so that a viewer is not drawn anew.
 */
export function unpackProps(
  packed: Readonly<Record<string, Json>>,
  turn: number,
  before: Mirrored | null,
  call: Call,
): Mirrored | null {
  const parsed = MirroredProps.safeParse(unpack(packed, call));
  if (!parsed.success) return null;
  const kept = Object.keys(before?.packed ?? {}).filter(
    (key) =>
      (key !== 'destination' || before?.turn === turn) &&
      JSON.stringify(before?.packed[key]) === JSON.stringify(packed[key]),
  );
  const old = Object.entries(before?.props ?? {}).filter(([key]) => kept.includes(key));
  return { packed, turn, props: { ...parsed.data, ...Object.fromEntries(old) } };
}

/** What the calls that carry something may carry. All others carry nothing. */
const ARGUMENTS: Readonly<Record<string, z.ZodType<unknown[]>>> = {
  'choosing.choose': z.tuple([z.array(AnchorTarget).nullable(), ArchiveMember.optional()]),
  'choosing.anchor': z.tuple([CriterionId.optional()]),
  'choosing.setBoxMode': z.tuple([z.boolean()]),
};

/** Calls the function at that place in the props, where there is one and what it is given is sound. */
export function callIn(props: ViewerProps, name: string, args: readonly unknown[]): void {
  const sound = (ARGUMENTS[name] ?? z.array(z.unknown()).transform(() => [])).safeParse(args);
  let found: unknown = props;
  for (const key of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return;
    found = Reflect.get(found, key);
  }
  if (typeof found === 'function' && sound.success) found(...sound.data);
}
