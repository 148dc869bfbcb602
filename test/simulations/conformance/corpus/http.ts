/** HTTP by `Functions.makeHttpRequest` and by `fetch`. */
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
    name: "gets a status that does not exist",
    source: `const r = await fetch("ORIGIN/status/799"); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Error during fetch request"}'),
  },
  {
    name: "gets a reason of the server's own",
    source: `const r = await fetch("ORIGIN/reason"); ${say("r.status + r.statusText")}`,
    outcome: text("418I'm a teapot"),
  },
  {
    name: "gets several headers of a name",
    source: `const r = await fetch("ORIGIN/headers"); ${say("r.headers.get('x-many')")}`,
    outcome: text("1, 2"),
  },
  {
    name: "gets a gzipped body",
    source: `const r = await fetch("ORIGIN/gzip"); ${say("(await r.text()) + r.headers.get('content-encoding')")}`,
    outcome: text("unpackednull"),
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
    name: "fetches a URL object",
    source: `const r = await fetch(new URL("ORIGIN/html?a=%20b")); ${say("r.ok + r.headers.get('content-type')")}`,
    outcome: text("truetext/html"),
  },
  {
    name: "fetches a Request object",
    source: `await fetch(new Request("ORIGIN/json"))`,
    outcome: error("Invalid URL: '[object Object]'"),
  },
  {
    name: "fetches a number",
    source: "await fetch(5)",
    outcome: error("fetch only accepts string, URL or Request object"),
  },
  {
    name: "fetches no URL",
    source: `const r = await fetch("no url"); ${say("r.status + r.statusText + await r.text()")}`,
    outcome: text('400Bad Request{"error":"Error during fetch request"}'),
  },
  {
    name: "fetches an empty URL",
    source: `const r = await fetch(""); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Missing target URL parameter"}'),
  },
  {
    name: "fetches a file",
    source: `const r = await fetch("file:///etc/hostname"); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Error during fetch request"}'),
  },
  {
    name: "fetches a data URL",
    source: `const r = await fetch("data:text/plain,inline"); ${say("r.status + await r.text()")}`,
    outcome: text("200inline"),
  },
  {
    name: "fetches a URL in unicode",
    source: `const r = await fetch("ORIGIN/echo/\u00e9%20?q=\u{1f98b}&r=a+b%2B#f"); ${say("(await r.json()).url")}`,
    outcome: text("/echo/%C3%A9%20?q=%F0%9F%A6%8B&r=a+b%2B"),
  },
  {
    name: "fetches where nobody listens",
    source: `const r = await fetch("http://127.0.0.1:1/"); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Error during fetch request"}'),
  },
  {
    name: "fetches a body of each kind",
    source: `const a = []; for (const body of [new Uint8Array([104, 105]), new URLSearchParams({ a: "1" }), new Blob(["b"], { type: "x/y" }), new ReadableStream({ start(c) { c.enqueue(new Uint8Array([99])); c.close() } })]) { const { body: b, headers: h } = await (await fetch("ORIGIN/echo", { method: "POST", body })).json(); a.push(b + ":" + h["content-type"]) } ${say("a.join(' ')")}`,
    outcome: text("hi:undefined a=1:application/x-www-form-urlencoded;charset=UTF-8 b:x/y c:undefined"),
  },
  {
    name: "shows what a server sees",
    source: `const r = await (await fetch("ORIGIN/echo")).json(); ${say("JSON.stringify(Object.keys(r.headers).sort())")}`,
    outcome: text('["accept","accept-encoding","accept-language","host","user-agent"]'),
  },
  {
    name: "looks at a response",
    source: `const r = await fetch("ORIGIN/html"); ${say("[r.redirected, r.bodyUsed, r.clone().status, r.ok].join()")}`,
    outcome: text("false,false,200,true"),
  },
  {
    name: "looks at where a response came from",
    source: `const r = await fetch("ORIGIN/html"); ${say(`r.type + (r.url === "")`)}`,
    outcome: text("defaulttrue"),
  },
  {
    name: "follows a redirect",
    source: `const r = await fetch("ORIGIN/redirect/302"); ${say("r.status + (await r.json()).url")}`,
    outcome: text("200/echo"),
  },
  {
    name: "refuses a redirect in vain",
    source: `const a = []; for (const redirect of ["manual", "error"]) { const r = await fetch("ORIGIN/redirect/302", { redirect }); a.push(r.status) } ${say("a.join()")}`,
    outcome: text("200,200"),
  },
  {
    name: "posts through redirects",
    source: `const a = []; for (const s of [303, 307]) { const { method, body } = await (await fetch("ORIGIN/redirect/" + s, { method: "POST", body: "b" })).json(); a.push(method + body) } ${say("a.join()")}`,
    outcome: text("GET,POSTb"),
  },
  {
    name: "follows redirects in a circle",
    source: `const r = await fetch("ORIGIN/circle"); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Error during fetch request"}'),
  },
  {
    name: "loses a connection halfway",
    source: `const r = await fetch("ORIGIN/torn"); ${say("r.status + await r.text()")}`,
    outcome: text('400{"error":"Error during fetch request"}'),
  },
  {
    name: "replaces fetch for the library",
    source: `globalThis.fetch = async () => new Response("7"); const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); ${say("String(r.data)")}`,
    outcome: text("7"),
  },
];
