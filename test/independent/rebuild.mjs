/**
 * Rebuilds the content documents of a program from the chain alone and compares their sha-256 and CIDv1 with what the chain says. It shares no code
 * with the project and uses no package: only docs/formats.md, plain JSON-RPC and Node's sha-256. ABI words are cut by hand.
 *
 *   node rebuild.mjs RPC_URL LEDGER PROGRAM [--flip BYTE]
 *
 * `--flip` turns one bit of one byte of the vocabulary as the script sees it, to show that the comparison can fail. Exit code 0: all equal.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

// First four bytes of keccak-256 of the signature; Node has no keccak.
const TERMS_OF = "b09d3c4c"; // termsOf(uint32,uint16)
const VOCABULARY_OF = "75b39ce1"; // vocabularyOf(uint32,uint16)
const CONTENT_ID_AT = "a2572bd0"; // contentIdAt(uint32,uint256)
const CONTENT_DIGEST_AT = "2b775cc8"; // contentDigestAt(uint32,uint256)
const EVOLVED = "0xe17015564a50a7be052eacf28c8eb5a6312fb0263aecb30f9b5c8392c3e3a95c"; // Evolved(uint32,uint40,uint32,bytes32,int128,bytes32)

const [url, ledger, program, option, flip] = process.argv.slice(2);

async function rpc(method, params) {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const reply = await (
    await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body })
  ).json();
  if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
  return reply.result;
}

/** 32 bytes of an unsigned number, as hexadecimal digits. */
const word = (value) => BigInt(value).toString(16).padStart(64, "0");

/** Calls a view of two numbers; returns the words. */
async function view(selector, first, second) {
  const result = await rpc("eth_call", [{ to: ledger, data: `0x${selector}${word(first)}${word(second)}` }, "latest"]);
  return result.slice(2).match(/.{64}/g);
}

const number = (hex) => BigInt(`0x${hex}`);
const text = (hex) => Buffer.from(hex, "hex").toString("latin1");

/** docs/formats.md, Vocabulary. */
function readVocabulary(bytes) {
  let at = 0;
  const u8 = () => {
    if (at >= bytes.length) throw new Error("the vocabulary ends too early");
    return bytes[at++];
  };
  const name = () => {
    const length = u8();
    return bytes.subarray(at, (at += length)).toString("latin1");
  };
  const list = () => {
    u8();
    u8();
    return Array.from({ length: u8() }, name);
  };
  if (u8() !== 1) throw new Error("the vocabulary's version is not 1");
  return Array.from({ length: u8() }, () => {
    const member = { source: u8(), key: name() };
    if (member.source === 4) member.program = name();
    if (member.source === 8) member.states = list();
    if (member.source === 9) Object.assign(member, { offset: u8(), width: u8(), values: list() });
    return member;
  });
}

/** Terms of a version: of the struct only words 1 (prompt digest), 3 (anchor) and 4 (period length) are needed. */
async function readTerms(version) {
  const struct = (await view(TERMS_OF, program, version)).slice(1);
  const [pointer] = await view(VOCABULARY_OF, program, version);
  const code = await rpc("eth_getCode", [`0x${pointer.slice(24)}`, "latest"]);
  // The zero byte before the blob stops whoever calls it.
  const blob = Buffer.from(code.slice(4), "hex");
  if (option === "--flip") blob[Number(flip)] ^= 1;
  return {
    promptDigest: `0x${struct[1]}`,
    anchor: number(struct[3]),
    periodLength: number(struct[4]),
    members: readVocabulary(blob),
  };
}

/** docs/formats.md, Answer: the header's fields. */
function readHeader(hex) {
  return {
    decider: Number(number(hex.slice(4, 6))),
    state: Number(number(hex.slice(6, 8))),
    traits: number(hex.slice(8, 24)),
    multiplier: number(hex.slice(24, 28)),
    period: number(hex.slice(28, 38)),
    version: Number(number(hex.slice(46, 50))),
  };
}

/** docs/formats.md, Content document: all members are strings, ascending by key. */
function rebuild(terms, header, reading) {
  const value = (member) => {
    switch (member.source) {
      case 0:
        return ["", "model", "rules"][header.decider];
      case 1:
        return String(header.multiplier);
      case 2:
        return String(header.period);
      case 3:
        return String(terms.anchor + (header.period + 1n) * terms.periodLength);
      case 4:
        return member.program;
      case 5:
        return terms.promptDigest;
      case 6:
        return String(reading);
      case 7:
        return "imago/1";
      case 8:
        return member.states[header.state];
      default:
        return member.values[Number((header.traits >> BigInt(member.offset)) & ((1n << BigInt(member.width)) - 1n))];
    }
  };
  const pairs = terms.members.map((member) => [member.key, value(member)]);
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(pairs));
}

/** CIDv1, raw, sha2-256, in base32 without padding (RFC 4648) after a `b`. */
function toCid(digest) {
  let bits = "";
  for (const byte of Buffer.from(`01551220${digest}`, "hex")) bits += byte.toString(2).padStart(8, "0");
  let out = "b";
  for (let at = 0; at < bits.length; at += 5) {
    out += "abcdefghijklmnopqrstuvwxyz234567"[parseInt(bits.slice(at, at + 5).padEnd(5, "0"), 2)];
  }
  return out;
}

const print = (line) => process.stdout.write(`${line}\n`);

async function main() {
  if (!url || !ledger || !program) throw new Error("Call it with RPC_URL LEDGER PROGRAM.");
  const filter = { fromBlock: "0x0", toBlock: "latest", address: ledger, topics: [EVOLVED, `0x${word(program)}`] };
  const logs = await rpc("eth_getLogs", [filter]);
  const versions = new Map();
  let equal = 0;
  for (const { data } of logs) {
    const [index, headerHex, readingHex, emitted] = data.slice(2).match(/.{64}/g);
    const header = readHeader(headerHex);
    if (!versions.has(header.version)) versions.set(header.version, await readTerms(header.version));
    const document = rebuild(versions.get(header.version), header, BigInt.asIntN(128, number(readingHex)));
    const digest = createHash("sha256").update(document, "latin1").digest("hex");
    const position = number(index);
    const [kept] = await view(CONTENT_DIGEST_AT, program, position);
    const [, length, ...characters] = await view(CONTENT_ID_AT, program, position);
    const cid = text(characters.join("").slice(0, 2 * Number(number(length))));
    const same = digest === emitted && digest === kept && toCid(digest) === cid;
    if (same) equal += 1;
    print(`${same ? "equal    " : "DIFFERENT"} ${position} ${toCid(digest)} ${document}`);
  }
  print(`${equal} of ${logs.length} documents equal`);
  process.exitCode = logs.length > 0 && equal === logs.length ? 0 : 1;
}

// A test runner that merely loads all files of the folder must not start it.
if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
