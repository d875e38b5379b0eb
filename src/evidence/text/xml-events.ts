import { Parser } from 'htmlparser2';
import type { GuardedZip } from './guarded-zip.ts';

export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  /** True when nothing more is wanted. */
  close?(name: string): boolean | undefined;
}

/**
 * Reads an entry of a zip as XML events. Declared entities stay as they are written and nothing is fetched, so a file
 * that multiplies itself or points elsewhere comes to nothing.
 */
export async function readXml(zip: GuardedZip, name: string, events: XmlEvents): Promise<void> {
  let isEnough = false;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => events.open?.(tag, attributes),
      ontext: (text) => events.text?.(text),
      onclosetag: (tag) => {
        if (events.close?.(tag)) isEnough = true;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  await zip.read(name, (text) => {
    parser.write(text);
    return !isEnough;
  });
  if (!isEnough) parser.end();
}

/** The parts a part refers to, by id: `_rels/<name>.rels` beside it. */
export async function relationsOf(zip: GuardedZip, part: string): Promise<ReadonlyMap<string, string>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relations = new Map<string, string>();
  await readXml(zip, `${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, { Id, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
      relations.set(Id, Target.startsWith('/') ? Target.slice(1) : joined(folder, Target));
    },
  });
  return relations;
}

function joined(folder: string, target: string): string {
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
