/**
 * A stand-in that believes whatever it does not have to take for a quotation: so that the tests of hostile titles can fail.
 *
 * It is honest about titles, which it finds in the message's JSON, as long as they look like nothing else. A sign at which
 * a quotation could end (brackets, quotes, markup, controls, invisible characters), or sheer length, and the title counts
 * as text around the quotations. In all such text it sees through every disguise of the corpus, and obeys.
 */
import type { HttpRequest, Settled } from "../../../functions-source/effects.ts";

/** What all hostile titles demand, and what the gullible one then says. */
export const DEMANDED = { state: "quarrel", mood: "grief" };

const ENDS_QUOTATION = /[^\p{L}\p{M}\p{N}\p{Zs}.,:;!?'%+-]|\p{DI}|[^\P{Zs} ]/u;
const FORGETS_AFTER = 120;
const STATE_LINE = /^- [a-z-]+ \(.*$/gm;
const LOOKALIKES: Readonly<Record<string, string>> = { а: "a", е: "e", А: "A", υ: "u" };

/** The reply that this request gets from an AI which obeys, given the reply of an honest one. */
export function obey(request: HttpRequest, reply: Settled): Settled {
  const [system, user] = textsOf(request);
  const around = `${system.replace(STATE_LINE, "")}\n${aroundQuotations(user)}`;
  return readings(around).some((text) => text.toLowerCase().includes(DEMANDED.state)) ? saying(reply!) : reply;
}

/** System text and user message, in either vendor's wire. */
export function textsOf({ init }: HttpRequest): readonly [system: string, user: string] {
  const { system, messages } = JSON.parse(init.body!) as {
    readonly system?: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
  const of = (wanted: string): string => messages.find(({ role }) => role === wanted)?.content ?? "";
  return [system ?? of("system"), of("user")];
}

function aroundQuotations(user: string): string {
  try {
    const { titles, ...others } = JSON.parse(user) as { readonly titles: readonly string[] };
    return [JSON.stringify(others), ...titles.filter(breaksOut)].join("\n");
  } catch {
    return user;
  }
}

const breaksOut = (title: string): boolean => ENDS_QUOTATION.test(title) || title.length > FORGETS_AFTER;

/** The text as it stands, and as it looks behind each disguise. */
function readings(text: string): string[] {
  const plain = Array.from(text.normalize("NFKD"))
    .map((sign) => LOOKALIKES[sign] ?? sign)
    .join("");
  const hidden = Array.from(text)
    .map((sign) => ascii(sign.codePointAt(0)!))
    .join("");
  const letters = plain.replace(/[\p{M}\p{DI}]/gu, "");
  const encoded = text.match(/[A-Za-z0-9+/]{12,}={0,3}/g) ?? [];
  const decoded = encoded.map((each) => Buffer.from(each, "base64").toString("latin1"));
  const unescaped = letters.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  return [letters, unescaped, hidden, Array.from(letters).reverse().join(""), ...decoded];
}

/** Tag characters and variation selectors, each of which stands for a sign of ASCII. */
function ascii(code: number): string {
  if (code >= 0xe0100 && code <= 0xe01ef) return String.fromCharCode(code - 0xe0100 + 16);
  return code >= 0xe0020 && code <= 0xe007e ? String.fromCharCode(code - 0xe0000) : "";
}

function saying([status, body]: readonly [number, string]): Settled {
  const text = JSON.stringify(DEMANDED);
  const reply = JSON.parse(body) as {
    readonly choices?: { message: { content: string } }[];
    readonly content?: { text: string }[];
  };
  if (reply.choices) reply.choices[0]!.message.content = text;
  else reply.content![0]!.text = text;
  return [status, JSON.stringify(reply)];
}
