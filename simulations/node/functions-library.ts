/** The `Functions` object that user code finds in its scope, as the service documents it. */

/** Options of `Functions.makeHttpRequest`. */
export interface HttpRequestOptions {
  readonly url: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; the content type is the caller's to set. */
  readonly data?: unknown;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly responseType?: "json" | "text" | "document" | "arraybuffer" | "stream";
}

const DEFAULT_TIMEOUT_MS = 3_000;
const UINT256_MAX = 2n ** 256n - 1n;
const INT256_MAX = 2n ** 255n - 1n;
const INT256_MIN = -(2n ** 255n);

export const Functions = {
  /**
   * What goes wrong on the way comes back as `{ error: true, message }`.
   *
   * @throws TypeError without options
   */
  async makeHttpRequest({
    url,
    method = "get",
    params,
    headers,
    data,
    timeout = DEFAULT_TIMEOUT_MS,
    responseType = "json",
  }: HttpRequestOptions): Promise<Record<string, unknown>> {
    try {
      const target = params ? `${url}?${new URLSearchParams(params)}` : url;
      const init: RequestInit = { method };
      if (headers !== undefined) init.headers = headers as HeadersInit;
      if (data) init.body = JSON.stringify(data);
      const response = await ask(target, init, timeout);
      if (response.status >= 400) {
        return { error: true, message: response.statusText, code: String(response.status), response };
      }
      return {
        error: false,
        status: response.status,
        statusText: response.statusText,
        headers: Object.fromEntries(response.headers.entries()),
        data: await read(response, responseType),
      };
    } catch (error) {
      return { error: true, message: String(error) };
    }
  },

  encodeUint256(value: number | bigint): Uint8Array {
    return encodeWord(value, "encodeUint256", 0n, UINT256_MAX);
  },

  encodeInt256(value: number | bigint): Uint8Array {
    return encodeWord(value, "encodeInt256", INT256_MIN, INT256_MAX);
  },

  encodeString(text: string): Uint8Array {
    return new TextEncoder().encode(text);
  },
};

async function ask(url: string, init: RequestInit, timeout: number): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeout);
  try {
    return await fetch(url, { ...init, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

function read(response: Response, type: NonNullable<HttpRequestOptions["responseType"]>): unknown {
  switch (type) {
    case "json":
      return response.json();
    case "text":
    case "document":
      return response.text();
    case "arraybuffer":
      return response.arrayBuffer();
    case "stream":
      return response.body;
    default:
      throw new Error("invalid response type");
  }
}

function encodeWord(value: number | bigint, name: string, min: bigint, max: bigint): Uint8Array {
  const refuse = (reason: string): never => {
    throw new Error(`input into Functions.${name} ${reason}`);
  };
  if (typeof value !== "number" && typeof value !== "bigint") refuse("is not a number or bigint");
  if (typeof value === "number" && !Number.isInteger(value)) refuse("is not an integer");
  const integer = BigInt(value);
  if (integer < min) refuse(min === 0n ? "is negative" : "is too small");
  if (integer > max) refuse("is too large");
  const digits = BigInt.asUintN(256, integer).toString(16).padStart(64, "0");
  return Uint8Array.from({ length: 32 }, (_, byte) => Number.parseInt(digits.slice(2 * byte, 2 * byte + 2), 16));
}
