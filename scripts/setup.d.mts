export interface Runtime {
  readonly node: string;
  readonly electron: {
    readonly path: string;
    readonly source: 'override' | 'installed' | 'downloaded' | 'registry';
    readonly versions: {
      readonly electron: string;
      readonly node: string;
      readonly chrome: string;
      readonly napi: number;
    };
  };
  readonly sqliteBinding: string | null;
}
export function setUp(): Promise<Runtime>;
export function describeElectron(electron: Runtime['electron']): string;
export function runtimeEnvironment(runtime: Runtime): NodeJS.ProcessEnv;
