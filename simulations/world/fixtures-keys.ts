/** Keeps keys and accounts out of what is recorded. */

/** Names of query parameters that carry a key, a signature or somebody's account, in lower case. */
const KEY_NAME =
  /(?:^|[-_.]|api|app|access|auth|client|user|subscription)(?:key|token|secret|password|passwd|pwd|signature|sig|auth|authorization|credential)$|^(?:app_?id|client_?id|session_?id|user|user_?name|e?mail)$/;
/** Headers of a request that carry one. */
const KEY_HEADER = /^(?:authorization|proxy-authorization|cookie)$/;
/** A shorter value may stand in any text by chance. */
const SHORTEST_KEY = 6;

/** True for a query parameter or header that carries a key: `appid`, `api_key`, `X-Api-Key`, `Authorization`. */
export function isKeyName(name: string): boolean {
  const lower = name.toLowerCase();
  return KEY_NAME.test(lower) || KEY_HEADER.test(lower);
}

/**
 * The URL, normalised, without user, fragment and the parameters that carry keys; the others stay as they are, in their
 * order. Recorded and asked URLs are compared in this form.
 * @example withoutKeys("https://API.example.com/day?api_key=s3cr3t&on=2026-11-20") // "https://api.example.com/day?on=2026-11-20"
 */
export function withoutKeys(address: string): string {
  const url = new URL(address);
  url.username = url.password = url.hash = "";
  url.search = parameters(url)
    .filter(([name]) => !isKeyName(name))
    .map(([, , raw]) => raw)
    .join("&");
  return url.href;
}

/** The keys that a request carries in its URL and headers: texts that no recording may hold. */
export function keysIn(address: string, headers: Readonly<Record<string, string>> = {}): string[] {
  const url = new URL(address);
  const named = [...parameters(url).map(([name, value]) => [name, value] as const), ...Object.entries(headers)];
  const values = named.filter(([name]) => isKeyName(name)).map(([, value]) => value.replace(/^(?:Bearer|Basic) /i, ""));
  return [...values, decoded(url.password)].filter((value) => value.length >= SHORTEST_KEY);
}

/** Name, value and raw text of each query parameter. */
function parameters({ search }: URL): [name: string, value: string, raw: string][] {
  const raw = search.slice(1).split("&").filter(Boolean);
  return raw.map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [decoded(name), decoded(value.join("=")), pair];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
