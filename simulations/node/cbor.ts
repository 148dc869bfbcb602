/**
 * Decodes the CBOR (RFC 8949) of Functions requests. The contract library writes keys and values without the map around them, the
 * JavaScript toolkit writes a map: both decode to the same record.
 */
export type CborValue = bigint | string | boolean | null | Uint8Array | CborValue[] | Map<string, CborValue>;

const BREAK = Symbol("break");
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * @param bytes a map, or a map's keys and values without its head
 * @throws Error "CBOR parsing error", the service's own words, if the bytes are anything else
 */
export function decodeRecord(bytes: Uint8Array): Map<string, CborValue> {
  try {
    const reader = new Reader(bytes);
    const delimited = (bytes[0] ?? 0) >> 5 === 5;
    const record = delimited ? reader.value() : reader.entries(Infinity, () => reader.done);
    if (!(record instanceof Map) || !reader.done) throw new Error();
    return record;
  } catch {
    throw new Error("CBOR parsing error");
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(): CborValue {
    const item = this.#item();
    if (item === BREAK) throw new Error();
    return item;
  }

  /** Keys and values until `count` pairs are read or `ended` says so. */
  entries(count: number, ended: () => boolean): Map<string, CborValue> {
    const map = new Map<string, CborValue>();
    while (map.size < count && !ended()) {
      const key = this.value();
      if (typeof key !== "string" || map.has(key)) throw new Error();
      map.set(key, this.value());
    }
    return map;
  }

  #item(): CborValue | typeof BREAK {
    const head = this.#take(1)[0]!;
    const major = head >> 5;
    const info = head & 31;
    if (major === 7) return simple(info);
    if (info === 31) return this.#indefinite(major);
    const argument = this.#argument(info);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return -1n - argument;
      case 2:
        return this.#take(Number(argument));
      case 3:
        return utf8.decode(this.#take(Number(argument)));
      case 4:
        return Array.from({ length: this.#count(argument) }, () => this.value());
      case 5:
        return this.entries(this.#count(argument), () => false);
      default:
        return this.#tagged(argument);
    }
  }

  #argument(info: number): bigint {
    if (info < 24) return BigInt(info);
    if (info > 27) throw new Error();
    return toBigInt(this.#take(2 ** (info - 24)));
  }

  #indefinite(major: number): CborValue {
    if (major === 5) return this.entries(Infinity, () => this.#ended());
    if (major !== 4) throw new Error();
    const items: CborValue[] = [];
    while (!this.#ended()) items.push(this.value());
    return items;
  }

  #ended(): boolean {
    if (this.#bytes[this.#at] !== 0xff) return false;
    this.#at += 1;
    return true;
  }

  /** Tags 2 and 3 are big integers; the contract library writes every `uint256` so. */
  #tagged(tag: bigint): CborValue {
    const content = this.value();
    if (!(content instanceof Uint8Array) || tag < 2n || tag > 3n) throw new Error();
    return tag === 2n ? toBigInt(content) : -1n - toBigInt(content);
  }

  /** A count can never exceed the bytes left, which keeps a hostile one from allocating. */
  #count(argument: bigint): number {
    if (argument > BigInt(this.#bytes.length - this.#at)) throw new Error();
    return Number(argument);
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new Error();
    return this.#bytes.slice(this.#at, (this.#at += length));
  }
}

function simple(info: number): CborValue | typeof BREAK {
  if (info === 20 || info === 21) return info === 21;
  if (info === 22) return null;
  if (info === 31) return BREAK;
  throw new Error();
}

function toBigInt(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
