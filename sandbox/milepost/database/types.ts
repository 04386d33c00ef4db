export type Environment = Readonly<Record<string, string | undefined>>;

export type Database = {
  readonly uri: string;
  readonly kind: 'given' | 'mongod' | 'jongodb';
  readonly stop: () => Promise<void>;
};

/** What a source of databases answers: one that runs and what it is called, or why it has none. */
export type Attempt = { readonly database: Database; readonly words: string } | { readonly reason: string };

export type Source = (context: { env: Environment; say: (line: string) => void }) => Promise<Attempt>;
