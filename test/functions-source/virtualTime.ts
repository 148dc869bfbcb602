/** An answer so many milliseconds later; a stubborn one comes even when nobody wants it any more. */
export interface TimedReply {
  readonly ms: number;
  readonly body: string;
  readonly stubborn?: boolean;
}

/** What a provider does with its nth request in a run. */
export type Timed = (url: string, nth: number) => TimedReply;

interface Event {
  readonly at: number;
  readonly happen: () => void;
}

/**
 * A sandbox's globals on a clock of its own: when nothing else can happen, it moves on to whatever happens next. Two
 * events of one moment happen in the order in which they were planned, so that a timer set first fires first.
 */
export async function inVirtualTime<T>(
  globals: object,
  replies: Timed,
  run: () => Promise<T>,
): Promise<{ readonly outcome: T | Error; readonly ms: number }> {
  const { fetch, setTimeout, clearTimeout } = globalThis;
  const planned = new Set<Event>();
  const counts = new Map<string, number>();
  let now = 0;
  const plan = (ms: number, happen: () => void): Event => {
    const event = { at: now + ms, happen };
    planned.add(event);
    return event;
  };
  Object.assign(globalThis, globals, {
    fetch: (url: string, { signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        const nth = counts.get(url) ?? 0;
        counts.set(url, nth + 1);
        const reply = replies(url, nth);
        const event = plan(reply.ms, () => resolve(new Response(reply.body)));
        if (reply.stubborn) return;
        signal.addEventListener("abort", () => {
          planned.delete(event);
          reject(new Error("aborted"));
        });
      }),
    setTimeout: (callback: () => void, ms: number) => plan(ms, callback),
    clearTimeout: (event: Event) => planned.delete(event),
  });
  try {
    const ended: (T | Error)[] = [];
    run().then(
      (value) => ended.push(value),
      (error: Error) => ended.push(error),
    );
    while (ended.length === 0) {
      // Idle is when a few turns of the event loop bring nothing. While WebCrypto works there is nothing planned.
      for (let turn = 0; turn < 20 && ended.length === 0; turn++) await new Promise(setImmediate);
      const [next] = [...planned].toSorted((a, b) => a.at - b.at);
      if (ended.length > 0 || next === undefined) continue;
      planned.delete(next);
      now = next.at;
      next.happen();
    }
    return { outcome: ended[0]!, ms: now };
  } finally {
    Object.assign(globalThis, { fetch, setTimeout, clearTimeout });
    for (const name of Object.keys(globals)) delete (globalThis as Record<string, unknown>)[name];
  }
}
