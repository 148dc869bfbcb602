/** What the feeds tell the AIs beside the reading; it is no part of the answer. */
export interface Notes {
  /** Members of a JSON object, each with a comma before it. */
  told?: string;
}

/** One provider's daily series. Days are unix seconds of their 00:00 UTC. */
export interface Feed {
  /**
   * The URL, without `https://`, of `day` or, where the last close at or before `day` is wanted, of all days from
   * `since` to `day`.
   */
  address(day: number, since: number): string;
  /**
   * The raw values, text or number, of the rows dated exactly `day`; without a digit, or null, where the provider says
   * that it has none. Throws on a body that is not what the provider documents.
   *
   * @param notes where it may leave what the AIs are told beside the reading, strangers' texts as `quote` has them. They
   * stay when another feed gives the reading: leave none where a reading can do without this feed.
   */
  rows(body: string, day: number, notes?: Notes): readonly unknown[];
  /** Longest acceptable body in characters where the provider has no query for less than 100 KB. */
  readonly longest?: number;
}

/** The day as `2026-11-20`, without a time zone's or a locale's influence. */
export const isoDate = (day: number): string => new Date(day * 1e3).toISOString().slice(0, 10);

/** Closes of candles `[time, _, _, _, close, ...]` that open at `day`. */
export const closes = (candles: readonly (readonly unknown[])[], day: number): unknown[] =>
  candles.flatMap((candle) => (candle[0] === day ? [candle[4]] : []));

/**
 * The numbers that follow `date,` in a file of two columns whose first line is `header`; NaN for an empty cell or a
 * dot.
 */
export const csvCells = (body: string, header: string, date: string): number[] => {
  if (!body.startsWith(header)) throw 0;
  return body
    .split("\n" + date + ",")
    .slice(1)
    .map(parseFloat);
};
