/** A statement of the administrator's, and what RDS for PostgreSQL 17 answers its master user. */
export interface Statement {
  readonly sql: string;
  /** `ok`, or the SQLSTATE it is refused with; AWS names none, so that it is PostgreSQL's. */
  readonly outcome: string;
  /** What the page says of it, or what it follows from. */
  readonly because: string;
  /** @default postgres */
  readonly database?: string;
  /** Rows that the last one gives, where they matter. */
  readonly rows?: readonly Record<string, unknown>[];
  /** It wants what the image brings: extensions that are trusted, libraries that are preloaded. */
  readonly image?: true;
}

/** A page of AWS's, read for this test. */
export interface Page {
  readonly title: string;
  /** Below https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/, unless it is a whole one. */
  readonly address: string;
}

/** A statement that AWS documents. */
export interface Documented extends Statement {
  readonly page: Page;
}

/** PostgreSQL's insufficient_privilege: also what each "permission denied" in AWS's pages is. */
export const refused = "42501";

/** Statements that one page tells of. */
export function documentedBy(page: Page, statements: readonly Statement[]): Documented[] {
  return statements.map((statement) => ({ ...statement, page }));
}
