/** HTTP by `Functions.makeHttpRequest`. */
import { type Script, error, text } from "../script.ts";

const say = (expression: string) => `return Functions.encodeString(${expression})`;
const make = (options: string) => `const r = await Functions.makeHttpRequest({ url: "ORIGIN/echo", ${options} });`;
const brief = say("JSON.stringify([r.error, r.message, r.code, r.status, typeof r.data])");

export const http: readonly Script[] = [
  {
    name: "gets JSON",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); ${say("JSON.stringify([r.error, r.status, r.statusText, r.data, r.headers['x-test']])")}`,
    outcome: text('[false,200,"OK",{"a":[1,"\u00e9"]},"yes"]'),
  },
  {
    name: "gets the members of a success",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); ${say("Object.keys(r).join()")}`,
    outcome: text("error,status,statusText,headers,data"),
  },
  {
    name: "sends parameters",
    source: `${make(`params: { q: "a b", r: "\u00e9&" }`)} ${say("r.data.url")}`,
    outcome: text("/echo?q=a+b&r=%C3%A9%26"),
  },
  {
    name: "sends parameters of another kind",
    source: `${make(`params: new URLSearchParams([["q", "1"], ["q", "2"]])`)} ${say("r.data.url")}`,
    outcome: text("/echo?q=1&q=2"),
  },
  { name: "sends null parameters", source: `${make("params: null")} ${say("r.data.url")}`, outcome: text("/echo") },
  {
    name: "sends headers",
    source: `${make(`headers: { "X-Own": "v" }`)} ${say("r.data.headers['x-own']")}`,
    outcome: text("v"),
  },
  {
    name: "sends a Headers object",
    source: `${make(`headers: new Headers({ "X-Own": "w" })`)} ${say("r.data.headers['x-own']")}`,
    outcome: text("w"),
  },
  {
    name: "sends a header that cannot be",
    source: `${make(`headers: { "bad name": "v" }`)} ${say("r.message")}`,
    outcome: text('TypeError: Invalid header name: "bad name"'),
  },
  {
    name: "posts data without a content type",
    source: `${make(`method: "post", data: { a: 1 }`)} ${say("[r.data.method, r.data.headers['content-type'], r.data.body].join()")}`,
    outcome: text('POST,text/plain;charset=UTF-8,{"a":1}'),
  },
  {
    name: "posts data that has no JSON",
    source: `${make(`method: "post", data: { a: 1n }`)} ${brief}`,
    outcome: text('[true,"TypeError: Do not know how to serialize a BigInt",null,null,"undefined"]'),
  },
  {
    name: "gets with data",
    source: `${make("data: { a: 1 }")} ${say("r.message")}`,
    outcome: text("TypeError: Request with GET/HEAD method cannot have body"),
  },
  {
    name: "uses every method",
    source: `const a = []; for (const method of ["put", "delete", "PATCH", "options", "head"]) { const r = await Functions.makeHttpRequest({ url: "ORIGIN/echo", method, responseType: "text" }); a.push(r.error || r.status, r.data && JSON.parse(r.data).method) } ${say("a.join()")}`,
    outcome: text("200,PUT,200,DELETE,200,PATCH,200,OPTIONS,200,"),
  },
  {
    name: "uses a forbidden method",
    source: `${make(`method: "trace"`)} ${say("r.message")}`,
    outcome: text("TypeError: Method is forbidden"),
  },
  {
    name: "reads text",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/html", responseType: "text" }); ${say("r.data")}`,
    outcome: text("<p>\u00e9</p>"),
  },
  {
    name: "reads a document",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/html", responseType: "document" }); ${say("typeof r.data + r.data.length")}`,
    outcome: text("string8"),
  },
  {
    name: "reads an ArrayBuffer",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/bytes/5", responseType: "arraybuffer" }); return r.data`,
    outcome: { response: "0x6262626262", error: "" },
  },
  {
    name: "reads a stream",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/bytes/5", responseType: "stream" }); let n = 0; for await (const c of r.data) n += c.length; ${say("String(n)")}`,
    outcome: text("5"),
  },
  {
    name: "reads as nothing known",
    source: `${make(`responseType: "xml"`)} ${brief}`,
    outcome: text('[true,"Error: invalid response type",null,null,"undefined"]'),
  },
  {
    name: "reads as null",
    source: `${make("responseType: null")} ${brief}`,
    outcome: text('[true,"Error: invalid response type",null,null,"undefined"]'),
  },
  {
    name: "gets HTML for JSON",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/html" }); ${say("r.message")}`,
    outcome: text(`SyntaxError: Unexpected token '<', "<p>é</p>" is not valid JSON`),
  },
  {
    name: "gets an empty body for JSON",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/status/200" }); ${say("r.message")}`,
    outcome: text("SyntaxError: Unexpected end of JSON input"),
  },
  {
    name: "gets 204",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/status/204", responseType: "text" }); ${say("JSON.stringify([r.error, r.status, r.data])")}`,
    outcome: text('[false,204,""]'),
  },
  {
    name: "gets 404",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/status/404" }); ${say("JSON.stringify([Object.keys(r), r.error, r.message, r.code, await r.response.text()])")}`,
    outcome: text('[["error","message","code","response"],true,"Not Found","404","status 404"]'),
  },
  {
    name: "gets 500 and 429",
    source: `const a = []; for (const s of [500, 429]) { const r = await Functions.makeHttpRequest({ url: "ORIGIN/status/" + s }); a.push(r.message, r.code) } ${say("a.join()")}`,
    outcome: text("Internal Server Error,500,Too Many Requests,429"),
  },
  {
    name: "calls makeHttpRequest without options",
    source: "await Functions.makeHttpRequest()",
    outcome: error("Cannot destructure property 'url' of 'undefined' as it is undefined."),
  },
  {
    name: "calls makeHttpRequest without a URL",
    source: `const r = await Functions.makeHttpRequest({}); ${brief}`,
    outcome: text('[true,"Error: fetch only accepts string, URL or Request object",null,null,"undefined"]'),
  },
  {
    name: "replaces fetch for the library",
    source: `globalThis.fetch = async () => new Response("7"); const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); ${say("String(r.data)")}`,
    outcome: text("7"),
  },
];
