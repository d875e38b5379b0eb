import { isUnitFile } from '../framework/unit-file.ts';
import { CRATE_METADATA_NAMES } from './ro-crate.ts';
import type { AboutTerm, NewBundle, PackedFile } from './write-bundle.ts';

const LEARNER = { '@id': '#learner' };
const SPEC = 'https://w3id.org/ro/crate/1.2';
const CASE_SCHEMA =
  'https://purl.imsglobal.org/spec/case/v1p1/schema/json/case_v1p1_cfpackage-jsonschema1.json';

/** Where in the payload a carried framework or unit lies. */
export function frameworkPath(json: unknown): string {
  return isUnitFile(json) ? 'framework/unit.json' : 'framework/case.json';
}

/** The RO-Crate 1.2 metadata of a bundle: who, for which unit, what each file is and what it speaks to. */
export function describeCrate(bundle: NewBundle, files: readonly PackedFile[]): unknown {
  const terms = new Map<string, AboutTerm>();
  const refer = (term: AboutTerm): { '@id': string } => {
    const id = term.code === null ? term.uri : `#${encodeURIComponent(term.code)}`;
    terms.set(id, term);
    return { '@id': id };
  };
  const parts = files.map((file) => ({
    '@id': encodePathAsUri(file.path),
    '@type': 'File',
    name: file.title,
    encodingFormat: file.mediaType,
    contentSize: String(file.sizeBytes),
    sha256: file.sha256,
    ...(file.createdAt === null ? {} : { dateCreated: file.createdAt }),
    author: LEARNER,
    about: file.about.map(refer),
  }));
  const framework =
    bundle.caseJson === undefined
      ? []
      : [
          {
            '@id': frameworkPath(bundle.caseJson),
            '@type': 'File',
            name: 'Framework and rubric',
            encodingFormat: 'application/json',
            ...(isUnitFile(bundle.caseJson) ? {} : { conformsTo: { '@id': CASE_SCHEMA } }),
          },
        ];
  const unit = refer(bundle.unit);
  const everyPart = [...parts, ...framework];
  return {
    '@context': `${SPEC}/context`,
    '@graph': [
      {
        '@id': CRATE_METADATA_NAMES[0],
        '@type': 'CreativeWork',
        conformsTo: { '@id': SPEC },
        about: { '@id': './' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: bundle.title,
        description: bundle.description,
        datePublished: bundle.at.toISOString(),
        license: bundle.licence ?? 'Confidential: assessment use only',
        identifier: bundle.identifier,
        author: LEARNER,
        about: [unit],
        hasPart: everyPart.map((part) => ({ '@id': part['@id'] })),
      },
      {
        ...LEARNER,
        '@type': 'Person',
        name: bundle.learner.name,
        ...(bundle.learner.identifier === null ? {} : { identifier: bundle.learner.identifier }),
      },
      ...[...terms].map(([id, term]) => ({
        '@id': id,
        '@type': 'DefinedTerm',
        name: term.name,
        ...(term.code === null ? {} : { termCode: term.code }),
        url: term.uri,
      })),
      ...everyPart,
    ],
  };
}

function encodePathAsUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
