export type Environment = Readonly<Record<string, string | undefined>>;

export type Database = {
  readonly uri: string;
  readonly kind: 'given' | 'mongod' | 'jongodb';
  stop(): Promise<void>;
};

/** What a source of databases answers: one that runs, or why it has none. */
export type Attempt =
  | { readonly database: Database /** Which database it is, for people. */; readonly words: string }
  | { readonly reason: string };

export type Source = (context: { env: Environment; say: (line: string) => void }) => Promise<Attempt>;
