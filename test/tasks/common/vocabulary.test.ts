import { expect } from "chai";

import { encodeVocabulary } from "../../../functions-source/content/vocabulary.ts";
import { loadProgram, programNames } from "../../../functions-source/programs.ts";
import { vocabularyOf } from "../../../functions-source/registration.ts";
import { decodeVocabulary } from "../../../tasks/common/vocabulary.ts";

describe("a vocabulary read back", () => {
  for (const name of programNames())
    it(`is the one that was written, of ${name}`, async () => {
      const vocabulary = vocabularyOf(await loadProgram(name));
      expect(decodeVocabulary(encodeVocabulary(vocabulary))).to.deep.equal(vocabulary);
    });

  it("is refused when it is another format, or cut off", async () => {
    const blob = encodeVocabulary(vocabularyOf(await loadProgram("sp500")));
    expect(() => decodeVocabulary(`0x02${blob.slice(4)}`)).to.throw("This is no vocabulary of format 1.");
    expect(() => decodeVocabulary(blob.slice(0, -2))).to.throw("The vocabulary is cut off.");
  });
});
