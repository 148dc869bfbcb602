import { expect } from "chai";

import { PLACEHOLDER, normalise, plainRequest } from "../../../simulations/node/plain-request.ts";

const URL_TEXT = "https://provider.test/path?q=1";
const { signal } = new AbortController();

const PLAIN: readonly (readonly [string, RequestInit | undefined])[] = [
  ["nothing", undefined],
  ["no member", {}],
  [
    "members that are undefined",
    { method: undefined, headers: undefined, body: undefined, signal: undefined } as never,
  ],
  ["headers", { headers: { "X-Own": " v ", accept: "a/b" } }],
  ["a method in small letters", { method: "post" }],
  ["a method of its own", { method: "report" }],
  ["a body", { method: "POST", body: "häß 🦋 \ud800" }],
  ["an empty body", { method: "POST", body: "" }],
  ["a body with its type", { method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" }],
  ["a signal and what to do with redirects", { redirect: "error", signal }],
];

const REFUSED: readonly (readonly [string, RequestInit])[] = [
  ["a body without a method for it", { body: "b" }],
  ["a forbidden method", { method: "CONNECT" }],
  ["a method that is no token", { method: "a b" }],
  ["a header's name that is none", { headers: { "bad name": "v" } }],
  ["a header's value beyond Latin-1", { headers: { a: "🦋" } }],
];

const OTHER: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["an inherited member", Object.create({ method: "POST" })],
  ["a Headers object", { headers: new Headers({ a: "b" }) }],
  ["pairs of headers", { headers: [["a", "b"]] }],
  ["a header that is no text", { headers: { a: 1 } }],
  ["a header named by a symbol", { headers: { [Symbol("a")]: "b" } }],
  ["a method that is no text", { method: 1 }],
  ["bytes", { method: "POST", body: new Uint8Array(2) }],
  ["a body that is null", { body: null }],
  ["a signal that is none", { signal: {} }],
  ["no such redirect", { redirect: "never" }],
  ["any other member", { cache: "no-store" }],
];

describe("plainRequest", () => {
  for (const [what, init] of PLAIN) {
    it(`passes on ${what}, of which the same request is made`, async () => {
      const made = new Request(PLACEHOLDER, init);
      const { url, method, headers, body } = normalise(plainRequest(URL_TEXT, init)!);
      expect(url).to.equal(URL_TEXT);
      expect(method).to.equal(made.method);
      expect(headers).to.deep.equal([...made.headers.entries()]);
      expect(body === null).to.equal(made.body === null);
      expect(new TextDecoder().decode(body ?? new Uint8Array())).to.equal(await made.text());
    });
  }

  for (const [what, init] of REFUSED) {
    it(`passes on ${what}, which is refused in Request's own words`, () => {
      let message = "";
      try {
        new Request(PLACEHOLDER, init);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(() => normalise(plainRequest(URL_TEXT, init)!)).to.throw(TypeError, message);
      expect(message).not.to.equal("");
    });
  }

  for (const [what, init] of OTHER) {
    it(`leaves ${what} to Request`, () => expect(plainRequest(URL_TEXT, init as RequestInit)).to.equal(undefined));
  }
});
