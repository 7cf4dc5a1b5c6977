/**
 * Locale of the database, the same on every server: text is compared and sorted by code point, whatever C library the server has,
 * and so that an index also serves `LIKE 'prefix%'`; letters are those of Unicode.
 */
export const databaseLocale = { collation: "C", characters: "C.UTF-8" } as const;
