import type { LearnerId } from './ids.ts';
import type { Unit } from './rubric.ts';
import { isDecided, type OutcomeState } from './states.ts';
import type { SubmissionDetails } from './submission-details.ts';
import type { ReceivedFact } from './submission-view.ts';

/** Whether whose work it is must not be told: its unit is marked anonymously, and nobody has confirmed its outcome. */
export function isIdentityWithheld(isAnonymousUnit: boolean, state: OutcomeState): boolean {
  return isAnonymousUnit && !isDecided(state);
}

/** Digits and capitals that nobody takes for one another, read aloud or by hand: no 0 O, 1 I L, 5 S, 2 Z, 8 B, U V. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY';
const LETTERS_SHOWN = 5;

/** What a learner is called where the name is withheld or erased: always the same, and telling nothing. */
export function pseudonymOf(learner: LearnerId): string {
  let rest = BigInt(`0x${learner}`);
  let letters = '';
  for (let place = 0; place < LETTERS_SHOWN; place += 1) {
    letters += LETTERS[Number(rest % BigInt(LETTERS.length))] ?? '';
    rest /= BigInt(LETTERS.length);
  }
  return `Learner ${letters}`;
}

/** How one piece of evidence may be called. */
export interface ShownArtifact {
  readonly path: string;
  readonly title: string;
  readonly createdAt: string | null;
}

/** All that people may read about whose a submission is. */
export interface ShownIdentity {
  readonly name: string;
  readonly identifier: string | null;
  readonly title: string;
  readonly description: string;
  /** By artifact, in the record's order; an artifact may lie at several places. */
  readonly artifacts: readonly (readonly ShownArtifact[])[];
  /** Names under which people may look for it; nothing else of it may enter a search. */
  readonly searchable: readonly string[];
}

/**
 * What may be shown, and searched for, of whose a submission is: the one place where it is decided. Whoever shows,
 * sorts, searches or names anything of a submission asks here. Where the identity is withheld, nothing that came
 * with the bundle in words is left: titles, file names and folders may all hold a name.
 */
export function shownIdentity(
  received: ReceivedFact,
  details: SubmissionDetails | null,
  unit: Unit,
  isWithheld: boolean,
): ShownIdentity {
  const { learner, artifacts } = received.body;
  const pseudonym = pseudonymOf(learner);
  if (isWithheld) {
    const title = unit.title;
    return {
      name: pseudonym,
      identifier: null,
      title,
      description: '',
      artifacts: artifacts.map(({ hash, mediaType }, index) => {
        const own = details?.artifacts.find((one) => one.hash === hash);
        return [neutralArtifact(index + 1, mediaType, own?.path ?? '', own?.createdAt ?? null)];
      }),
      searchable: [pseudonym],
    };
  }
  const { name, identifier } = details?.learner ?? { name: null, identifier: null };
  const shown = name ?? identifier ?? pseudonym;
  const title = details?.title ?? unit.title;
  return {
    name: shown,
    identifier,
    title,
    description: details?.description ?? '',
    artifacts: artifacts.map(({ hash }, index) => {
      const places = details?.artifacts.filter((one) => one.hash === hash) ?? [];
      return places.length > 0
        ? places.map(({ path, title: given, createdAt }) => ({
            path,
            title: given ?? path.split('/').at(-1) ?? path,
            createdAt,
          }))
        : [{ path: `artifact-${index + 1}`, title: `artifact-${index + 1}`, createdAt: null }];
    }),
    searchable: [shown, title, identifier ?? '', details?.bundle.identifier ?? ''],
  };
}

/** What a file is, in a word. Only the kind of its bytes is told. */
const KIND_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^application\/pdf$/, 'PDF'],
  [/^image\//, 'picture'],
  [/^video\//, 'video'],
  [/^audio\//, 'recording'],
  [/wordprocessingml|msword|opendocument\.text|rtf/, 'document'],
  [/presentationml|ms-powerpoint|opendocument\.presentation/, 'slides'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet|^text\/csv$/, 'table'],
  [/zip|tar|7z|rar|gzip|compressed/, 'archive'],
  [/^message\//, 'message'],
  [/^text\/html$|xhtml/, 'web page'],
  [/^text\/|json|xml|javascript|yaml/, 'text'],
];

/** Endings that say what a file is. Any other might be part of a name. */
const KNOWN_ENDINGS: ReadonlySet<string> = new Set(
  (
    'pdf png jpg jpeg gif webp heic heif tif tiff bmp svg mp4 m4v mov webm mkv mp3 m4a wav ogg flac vtt srt ' +
    'doc docx odt rtf ppt pptx odp xls xlsx ods csv tsv txt md markdown html htm xhtml eml mbox ipynb json xml ' +
    'yaml yml toml ini log zip tar gz tgz 7z rar js mjs cjs ts tsx jsx css scss py java kt c h cc cpp hpp cs go rs ' +
    'rb php swift sql sh bash ps1 r m jl lua pl dart scala hs ex exs clj vue tex bib ino'
  ).split(' '),
);

function neutralArtifact(
  number: number,
  mediaType: string,
  path: string,
  createdAt: string | null,
): ShownArtifact {
  const word = KIND_WORDS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'file';
  return {
    path: `evidence-${number}${knownEnding(path)}`,
    title: `Evidence ${number} (${word})`,
    createdAt,
  };
}

/** What a file within an archive is called where names are withheld. */
export function neutralMemberPath(number: number, path: string): string {
  return `file-${number}${knownEnding(path)}`;
}

/** The ending stays, for it says how the file is read. */
function knownEnding(path: string): string {
  const ending = /\.([^./]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return KNOWN_ENDINGS.has(ending) ? `.${ending}` : '';
}
