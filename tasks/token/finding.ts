/** One thing that was compared. */
export interface Finding {
  /** What: `source`, `digest of evolution 3`. */
  readonly subject: string;
  readonly holds: boolean;
  /** What was found, for people. */
  readonly words: string;
}

/** @param differs says what is there and what should be */
export function compare(subject: string, holds: boolean, agrees: string, differs: string): Finding {
  return { subject, holds, words: holds ? agrees : differs };
}

/** A comparison that may fail half-way, on bytes that are no vocabulary, say: then it does not hold. */
export function attempt(subject: string, judge: () => Finding): Finding {
  try {
    return judge();
  } catch (error) {
    return { subject, holds: false, words: (error as Error).message };
  }
}
