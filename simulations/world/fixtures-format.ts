import { parseIsoDate } from "./days.ts";
import { withoutKeys } from "./fixtures-keys.ts";

/** Version of the format; a file of another one is refused. */
export const FIXTURE_SCHEMA = "imago-fixture/1";

/** What is kept of an answer's headers. Everything else may tell who asked: cookies, request ids, addresses. */
export const KEPT_HEADERS: readonly string[] = ["content-type", "last-modified"];

/** What one provider answered to one program: a file `<program>/<provider>.json`. */
export interface Fixture {
  readonly schema: typeof FIXTURE_SCHEMA;
  /** Name of the provider, and of the file. */
  readonly provider: string;
  /** Host that the program asks. */
  readonly host: string;
  /** Under what terms the data may be used and passed on, for people. */
  readonly licence: string;
  /** Where the answers really came from: the provider's own address, or a mirror's. */
  readonly source: string;
  /** True when the values are made up; whoever shows them must say so. */
  readonly synthetic: boolean;
  readonly entries: readonly FixtureEntry[];
}

/** One request and what came. */
export interface FixtureEntry {
  /** The days, as `2026-11-20`, ascending, for which the program makes this request: last days of its periods, UTC. */
  readonly days: readonly string[];
  /** When the answer came: `2026-11-22T15:04:05.000Z`. */
  readonly retrievedAt: string;
  readonly request: {
    /** A feed asks nothing else. */
    readonly method: "GET";
    /** The whole URL with https, normalised as `new URL(...).href` is, without keys. */
    readonly url: string;
  };
  readonly response: {
    readonly status: number;
    /** Those of `KEPT_HEADERS` that came, by lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    /** The very text. */
    readonly body: string;
  };
}

/** A fixture that cannot be used: what is wrong with which member of which file. */
export class FixtureError extends Error {
  override readonly name = "FixtureError";
  constructor(file: string, field: string, what: string) {
    super(`${file}: ${field === "" ? "the file" : field} ${what}`);
  }
}

/**
 * The value as a fixture, or a `FixtureError` that names the first wrong member.
 * @param file what the error calls the fixture
 */
export function checkFixture(value: unknown, file: string): Fixture {
  const must = (holds: boolean, field: string, what: string): void => {
    if (!holds) throw new FixtureError(file, field, what);
  };
  const members = (of: unknown, field: string, names: readonly string[]): Record<string, unknown> => {
    must(typeof of === "object" && of !== null && !Array.isArray(of), field, "must be an object");
    const there = Object.keys(of as object);
    const [missing] = names.filter((name) => !there.includes(name));
    must(missing === undefined, field, `lacks "${missing}"`);
    const [unknown] = there.filter((name) => !names.includes(name));
    must(unknown === undefined, field, `has "${unknown}", which is no member of it; it has ${names.join(", ")}`);
    return of as Record<string, unknown>;
  };
  const text = (of: unknown, field: string): string => {
    must(typeof of === "string" && of !== "", field, "must be a text");
    return of as string;
  };

  const names = ["schema", "provider", "host", "licence", "source", "synthetic", "entries"];
  const { schema, provider, host, licence, source, synthetic, entries } = members(value, "", names);
  must(schema === FIXTURE_SCHEMA, "schema", `must be "${FIXTURE_SCHEMA}"`);
  must(/^[a-z0-9][a-z0-9.-]*$/.test(text(provider, "provider")), "provider", "may have a-z, 0-9, dot and hyphen only");
  must(isHost(text(host, "host")), "host", "must be a host such as api.example.com");
  text(licence, "licence");
  must(URL.canParse(text(source, "source")), "source", "must be a URL");
  must(withoutKeys(source as string) === source, "source", "must be a normalised URL without keys");
  must(typeof synthetic === "boolean", "synthetic", "must be true or false");
  must(Array.isArray(entries), "entries", "must be a list");
  const urls = new Map<string, number>();
  for (const [index, entry] of (entries as unknown[]).entries()) checkEntry(entry, index);
  return value as Fixture;

  function checkEntry(entry: unknown, index: number): void {
    const at = `entries[${index}]`;
    const { days, retrievedAt, request, response } = members(entry, at, ["days", "retrievedAt", "request", "response"]);
    must(isAscendingDays(days), `${at}.days`, "must be dates such as 2026-11-20, at least one, ascending");
    must(isMoment(retrievedAt), `${at}.retrievedAt`, "must be a time such as 2026-11-22T15:04:05.000Z");
    checkRequest(request, `${at}.request`, index);
    checkResponse(response, `${at}.response`);
  }

  function checkRequest(request: unknown, at: string, index: number): void {
    const { method, url } = members(request, at, ["method", "url"]);
    must(method === "GET", `${at}.method`, 'must be "GET": feeds ask nothing else');
    const href = text(url, `${at}.url`);
    const isOfHost = URL.canParse(href) && new URL(href).protocol === "https:" && new URL(href).host === host;
    must(isOfHost, `${at}.url`, `must be an https URL of ${String(host)}`);
    must(withoutKeys(href) === href, `${at}.url`, `must be normalised and without keys: ${withoutKeys(href)}`);
    must(!urls.has(href), `${at}.url`, `is that of entries[${urls.get(href)}] too`);
    urls.set(href, index);
  }

  function checkResponse(response: unknown, at: string): void {
    const { status, headers, body } = members(response, at, ["status", "headers", "body"]);
    const isStatus = Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599;
    must(isStatus, `${at}.status`, "must be an HTTP status from 200 to 599");
    for (const [name, content] of Object.entries(members(headers, `${at}.headers`, Object.keys(headers ?? {})))) {
      must(KEPT_HEADERS.includes(name), `${at}.headers`, `has "${name}"; only ${KEPT_HEADERS.join(", ")} are kept`);
      text(content, `${at}.headers.${name}`);
    }
    must(typeof body === "string", `${at}.body`, "must be a text");
  }
}

function isHost(text: string): boolean {
  return text.includes(".") && URL.canParse(`https://${text}/`) && new URL(`https://${text}/`).hostname === text;
}

function isAscendingDays(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (value as unknown[]).every(
    (day, index) => typeof day === "string" && parseIsoDate(day) !== undefined && !(day <= value[index - 1]),
  );
}

function isMoment(value: unknown): boolean {
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}
