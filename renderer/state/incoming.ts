import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ChosenFile } from '../../src/api/bridge.ts';
import type { Output } from '../../src/api/contract.ts';
import type { Progress } from '../../src/api/protocol.ts';
import type { Failure } from '../../src/domain/result.ts';
import { type Api, api } from './api.ts';
import {
  canTakeIn,
  needsMore,
  opensByPassphrase,
  type PackageArrival,
  sortPackages,
  type Unopened,
} from './sort-packages.ts';

export type Inspection = Output<'bundles.inspect'>[number];
export type Verification = Output<'verify.files'>[number];
export type ImportOutcome = Output<'bundles.import'>[number];
export type TakenIn = Output<'exchange.merge'>[number];

/** One file that came in, and what is in it. */
export interface Arrival {
  readonly file: ChosenFile;
  readonly inspection: Inspection;
}

/** What a person adds where bundles do not say it. */
export interface ImportAbout {
  readonly unit?: Arrival['inspection']['carriesUnits'][number]['id'];
  readonly learner?: string;
}

export type Incoming =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'reading';
      readonly files: readonly ChosenFile[];
      readonly progress: Progress | undefined;
    }
  | { readonly kind: 'failed'; readonly error: Failure }
  | { readonly kind: 'preview'; readonly arrivals: readonly Arrival[]; readonly about: ImportAbout }
  | {
      readonly kind: 'importing';
      readonly arrivals: readonly Arrival[];
      readonly progress: Progress | undefined;
    }
  | { readonly kind: 'imported'; readonly outcomes: readonly ImportOutcome[] }
  | { readonly kind: 'verified'; readonly verifications: readonly Verification[] }
  /** `others`: what came with them and is no package. `chosen`: the one that is being joined, admitted or restored. */
  | {
      readonly kind: 'packages';
      readonly packages: readonly PackageArrival[];
      readonly unopened: readonly Unopened[];
      readonly others: readonly ChosenFile[];
      readonly chosen: PackageArrival | Unopened | null;
    }
  | {
      readonly kind: 'taking';
      readonly packages: readonly PackageArrival[];
      readonly unopened: readonly Unopened[];
      readonly others: readonly ChosenFile[];
      readonly progress: Progress | undefined;
    }
  | { readonly kind: 'taken'; readonly taken: readonly TakenIn[]; readonly others: readonly ChosenFile[] }
  | { readonly kind: 'joined'; readonly joined: Output<'workspace.join'>; readonly from: string }
  | { readonly kind: 'admitted'; readonly person: Output<'people.admit'> }
  /** Of a backup that did not bring everything back. */
  | { readonly kind: 'restored'; readonly name: string; readonly notes: readonly string[] };

interface IncomingState {
  readonly incoming: Incoming;
  /** Looks at files that were chosen, dropped or given on the command line, and shows the right preview. */
  receive(files: readonly ChosenFile[]): Promise<void>;
  verify(files: readonly ChosenFile[]): Promise<void>;
  importAll(about: ImportAbout): Promise<void>;
  /** Goes to one package that needs more than taking in, or back to them all. */
  choose(chosen: PackageArrival | Unopened | null): void;
  /** Takes in those of the packages shown that can be. */
  takeIn(): Promise<void>;
  /** Says what came of an invitation, of an acceptance, or of a backup. */
  show(state: Extract<Incoming, { readonly kind: 'joined' | 'admitted' | 'restored' }>): void;
  cancel(): void;
  dismiss(): void;
}

/** What arrived in files, from the first look to what became of it. */
export function createIncomingStore(api: Api) {
  let running: AbortController | undefined;
  return createStore<IncomingState>()((set, get) => {
    function begin(): AbortController {
      running?.abort();
      running = new AbortController();
      return running;
    }
    function fail(error: Failure) {
      set({ incoming: error.code === 'call.cancelled' ? { kind: 'none' } : { kind: 'failed', error } });
    }
    async function verifyWith(controller: AbortController, files: readonly ChosenFile[]) {
      const onProgress = (progress: Progress) => set({ incoming: { kind: 'reading', files, progress } });
      return api.call(
        'verify.files',
        { files: files.map((file) => file.token) },
        { signal: controller.signal, onProgress },
      );
    }
    async function readBundles(controller: AbortController, files: readonly ChosenFile[]) {
      const inspected = await api.call(
        'bundles.inspect',
        { files: files.map((file) => file.token) },
        {
          signal: controller.signal,
          onProgress: (progress) => set({ incoming: { kind: 'reading', files, progress } }),
        },
      );
      if (!inspected.ok) return fail(inspected.error);
      const arrivals = files.flatMap((file, index) => {
        const inspection = inspected.value[index];
        return inspection === undefined ? [] : [{ file, inspection }];
      });
      // A credential or a batch is no bundle: what a bundle reader does not know may be proof to check.
      const strangers = arrivals.filter(({ inspection }) => ['unknown', 'plain'].includes(inspection.kind));
      if (strangers.length === arrivals.length) {
        const verified = await verifyWith(controller, files);
        if (verified.ok && verified.value.every((one) => one.kind !== 'unknown')) {
          set({ incoming: { kind: 'verified', verifications: verified.value } });
          return;
        }
        if (!verified.ok && verified.error.code === 'call.cancelled') return fail(verified.error);
      }
      set({ incoming: { kind: 'preview', arrivals, about: {} } });
    }
    return {
      incoming: { kind: 'none' },
      async receive(files) {
        if (files.length === 0) return;
        const controller = begin();
        const onProgress = (progress: Progress) => set({ incoming: { kind: 'reading', files, progress } });
        set({ incoming: { kind: 'reading', files, progress: undefined } });
        const sorted = await sortPackages(api, files, { signal: controller.signal, onProgress });
        if (!sorted.ok) return fail(sorted.error);
        const { packages, unopened, others } = sorted.value;
        if (packages.length === 0 && unopened.length === 0) return readBundles(controller, files);
        const [only, ...more] = [...packages, ...unopened];
        const isForMore = only && ('preview' in only ? needsMore(only) : opensByPassphrase(only));
        const chosen = isForMore && more.length === 0 ? only : null;
        set({ incoming: { kind: 'packages', packages, unopened, others, chosen } });
      },
      async verify(files) {
        if (files.length === 0) return;
        const controller = begin();
        set({ incoming: { kind: 'reading', files, progress: undefined } });
        const verified = await verifyWith(controller, files);
        if (!verified.ok) return fail(verified.error);
        set({ incoming: { kind: 'verified', verifications: verified.value } });
      },
      async importAll(about) {
        const { incoming } = get();
        if (incoming.kind !== 'preview') return;
        const { arrivals } = incoming;
        const controller = begin();
        set({ incoming: { kind: 'importing', arrivals, progress: undefined } });
        const imported = await api.call(
          'bundles.import',
          { files: arrivals.map(({ file }) => file.token), ...about },
          {
            signal: controller.signal,
            onProgress: (progress) => set({ incoming: { kind: 'importing', arrivals, progress } }),
          },
        );
        if (imported.ok) set({ incoming: { kind: 'imported', outcomes: imported.value } });
        else if (imported.error.code === 'call.cancelled')
          set({ incoming: { kind: 'preview', arrivals, about } });
        else fail(imported.error);
      },
      choose(chosen) {
        const { incoming } = get();
        if (incoming.kind === 'packages') set({ incoming: { ...incoming, chosen } });
      },
      async takeIn() {
        const { incoming } = get();
        if (incoming.kind !== 'packages') return;
        const { packages, unopened, others } = incoming;
        const shown = { packages, unopened, others };
        const controller = begin();
        set({ incoming: { kind: 'taking', ...shown, progress: undefined } });
        const taken = await api.call(
          'exchange.merge',
          { files: packages.filter(canTakeIn).map(({ file }) => file.token) },
          {
            signal: controller.signal,
            onProgress: (progress) => set({ incoming: { kind: 'taking', ...shown, progress } }),
          },
        );
        if (taken.ok) set({ incoming: { kind: 'taken', taken: taken.value, others } });
        else if (taken.error.code === 'call.cancelled')
          set({ incoming: { kind: 'packages', ...shown, chosen: null } });
        else fail(taken.error);
      },
      show: (state) => set({ incoming: state }),
      cancel: () => running?.abort(),
      dismiss() {
        running?.abort();
        set({ incoming: { kind: 'none' } });
      },
    };
  });
}

export const incoming = createIncomingStore(api);

export function useIncoming(): Incoming {
  return useStore(incoming, (state) => state.incoming);
}

/** Asks for files to import, then shows what is in them. */
export async function chooseAndReceive(purpose: 'bundles' | 'packages' | 'open'): Promise<void> {
  const files = await api.bridge.chooseFiles(purpose);
  if (files !== null) await incoming.getState().receive(files);
}

/** The system's file dialog takes files or folders, not both: a folder has its own. */
export async function chooseFolderAndReceive(): Promise<void> {
  const folder = await api.bridge.chooseFolder('bundles');
  if (folder !== null) await incoming.getState().receive([folder]);
}

export async function chooseAndVerify(): Promise<void> {
  const files = await api.bridge.chooseFiles('verify');
  if (files !== null) await incoming.getState().verify(files);
}

/** Files dropped anywhere on the window. */
export async function receiveDropped(files: readonly File[]): Promise<void> {
  const chosen = await api.bridge.takeDropped(files);
  if (chosen !== null) await incoming.getState().receive(chosen);
}
