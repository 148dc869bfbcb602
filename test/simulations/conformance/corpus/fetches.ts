/** HTTP by `fetch`. */
import { type Script, error, text } from "../script.ts";

const say = (expression: string) => `return Functions.encodeString(${expression})`;

export const fetches: readonly Script[] = [
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
];
