import { expect } from "chai";
import { getBytes } from "ethers";

import { decodeRecord } from "../../../simulations/node/cbor.ts";

const decode = (hex: string) => Object.fromEntries(decodeRecord(getBytes(hex)));

describe("decodeRecord", () => {
  it("reads keys and values without a map's head", () => {
    expect(decode("0x616101616202")).to.deep.equal({ a: 1n, b: 2n });
  });

  it("reads a map", () => {
    expect(decode("0xa2616101616202")).to.deep.equal({ a: 1n, b: 2n });
  });

  it("reads a map of unknown length", () => {
    expect(decode("0xbf616101ff")).to.deep.equal({ a: 1n });
  });

  it("reads arrays of known and of unknown length", () => {
    expect(decode("0x6161820102")).to.deep.equal({ a: [1n, 2n] });
    expect(decode("0x61619f616241ccff")).to.deep.equal({ a: ["b", Uint8Array.of(0xcc)] });
  });

  it("reads a big integer, as the contract library writes every uint256", () => {
    expect(decode(`0x6161c25820${"00".repeat(31)}02`)).to.deep.equal({ a: 2n });
  });

  it("reads long integers, negatives and simple values", () => {
    expect(decode("0x61611b0000000100000000616220616cf5616df6")).to.deep.equal({
      a: 2n ** 32n,
      b: -1n,
      l: true,
      m: null,
    });
  });

  const malformed: readonly (readonly [string, string])[] = [
    ["a truncated text", "0x6161656162"],
    ["a key without a value", "0x6161"],
    ["a key that is no text", "0x0101"],
    ["a key twice", "0x616101616102"],
    ["bytes after a map", "0xa16161010101"],
    ["an array longer than the bytes", "0x61619affffffff"],
    ["text that is not UTF-8", "0x616161ff"],
    ["a break outside of a container", "0x6161ff"],
    ["a number alone", "0x01"],
  ];
  for (const [name, hex] of malformed) {
    it(`refuses ${name}`, () => {
      expect(() => decode(hex)).to.throw("CBOR parsing error");
    });
  }
});
