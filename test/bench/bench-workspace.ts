import { createWorkspace, type Environment, type Workspace } from '../../src/app/workspace.ts';
import { CriterionId, UnitId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/rubric.ts';

/** A new workspace in `directory`, its key sealed as cheaply as is allowed: sealing is not what is measured. */
export async function openBenchWorkspace(directory: string): Promise<Workspace> {
  let ids = 0;
  const environment: Environment = { now: () => Date.now(), newId: () => `bench-${++ids}` };
  const made = await createWorkspace(
    {
      directory,
      name: 'Bench',
      provider: 'Bench College',
      person: 'B. Ench',
      isDemo: false,
      sealing: { keychain: null, passphrase: 'bench', scryptCost: 1024 },
    },
    environment,
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** A unit with so many met / not yet met criteria. */
export function benchUnit(criteria: number): Unit {
  return {
    id: UnitId.parse('urn:bench:unit'),
    code: 'BENCH-1',
    title: 'Keep a workshop in order',
    versionLabel: '1',
    description: '',
    learningOutcomes: [],
    expectedLevel: null,
    methods: ['product'],
    recommendedPriorLearning: null,
    credit: null,
    alignments: [],
    criteria: Array.from({ length: criteria }, (_, index) => ({
      kind: 'binary' as const,
      id: CriterionId.parse(`c${index + 1}`),
      code: `1.${index + 1}`,
      title: `Criterion ${index + 1}`,
      description: 'What a person does who is competent in this.',
      critical: false,
      weight: 1,
      alignments: [],
      metDescriptor: 'Does it every time.',
      notYetMetDescriptor: 'Does it sometimes, or not at all.',
    })),
    passRule: { kind: 'all_met' },
  };
}
