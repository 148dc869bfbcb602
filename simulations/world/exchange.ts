/** One HTTP exchange with the world: what came in, what goes out. */

/** A request as one node sent it, with its body read. */
export interface WorldRequest {
  /** Index of the node whose proxy port it came through. */
  readonly node: number;
  readonly method: string;
  readonly url: URL;
  /** Header values by lower-case name; repeated headers are joined. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A complete answer. `content-length` is added on the way out. */
export interface WorldReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Thrown when a program asks for something that this world has no record of; becomes a 599 and an unexpected request. */
export class NotInWorldError extends Error {
  override readonly name = "NotInWorldError";
}

/** A reply with a JSON body. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): WorldReply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** A reply with any other text body. */
export function text(status: number, body: string, contentType = "text/plain; charset=utf-8"): WorldReply {
  return { status, headers: { "content-type": contentType }, body };
}

/** An HTML page, such as gateways and bot walls put in place of data. */
export function html(status: number, title: string): WorldReply {
  const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return text(status, page, "text/html; charset=utf-8");
}

/**
 * Writes an integer number of units as a decimal with exactly `places` digits after the point.
 * @example decimal(145522, 2) // "1455.22"
 */
export function decimal(units: number, places: number): string {
  const digits = Math.abs(units)
    .toString()
    .padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = units < 0 ? "-" : "";
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
}
