// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ContentDocument} from "../../contracts/content/ContentDocument.sol";
import {ContentHarness} from "../../contracts/test/ContentHarness.sol";
import {Description, Reason} from "../../contracts/evolution/ProgramTypes.sol";
import {NaiveDocument} from "../helpers/NaiveDocument.sol";
import {RandomVocabulary} from "../helpers/RandomVocabulary.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";

/// @notice The document against a builder that concatenates strings, and the vocabulary's check against a parser that reads bound by bound.
contract ContentDocumentTest {
    ContentHarness private immutable HARNESS = new ContentHarness();
    NaiveDocument private immutable NAIVE = new NaiveDocument();

    function testFuzz_ADocumentIsWhatConcatenationMakes(ContentDocument.Fields memory f) public view {
        bytes memory vocabulary = SampleTerms.vocabulary();
        // Mostly valid: all states and one too many, all traits and one bit too many.
        (f.decider, f.state, f.traits) = (f.decider % 4, f.state % 5, f.traits % 16);
        _sameDocument(vocabulary, f);
    }

    function testFuzz_ADocumentOfAnyVocabularyIsToo(uint256 seed, ContentDocument.Fields memory f) public view {
        bytes memory vocabulary = RandomVocabulary.make(seed);
        (, uint64 traitBits) = HARNESS.validate(vocabulary);
        f.decider = uint8(1 + (seed % 2));
        f.state = f.state % 16;
        if (seed % 8 != 0) f.traits &= traitBits;
        _sameDocument(vocabulary, f);
    }

    function testFuzz_AMutatedVocabularyIsReadAlikeOrRefused(
        uint256 seed,
        ContentDocument.Fields memory f
    ) public view {
        bytes memory blob = RandomVocabulary.mutate(RandomVocabulary.make(seed), seed >> 1);
        if (_sameVerdict(blob)) _sameDocument(blob, f);
    }

    function testFuzz_AMutatedSampleIsReadAlikeOrRefused(uint256 seed, ContentDocument.Fields memory f) public view {
        bytes memory blob = RandomVocabulary.mutate(SampleTerms.vocabulary(), seed);
        (f.decider, f.state, f.traits) = (f.decider % 4, f.state % 5, f.traits % 16);
        if (_sameVerdict(blob)) _sameDocument(blob, f);
    }

    function testFuzz_AnyBytesAreNoVocabulary(bytes memory blob) public view {
        _sameVerdict(blob);
    }

    function test_EveryBitOfTheSampleFlipped() public view {
        bytes memory sample = SampleTerms.vocabulary();
        ContentDocument.Fields memory f = ContentDocument.Fields(1, 3, 5, 10_000, 7, 8 * 86_400, -3, keccak256("p"));
        uint256 accepted;
        for (uint256 bit = 0; bit < sample.length * 8; ++bit) {
            bytes memory blob = bytes.concat(sample);
            blob[bit / 8] = blob[bit / 8] ^ bytes1(uint8(1 << (bit % 8)));
            if (!_sameVerdict(blob)) continue;
            _sameDocument(blob, f);
            ++accepted;
        }
        require(accepted > 100, "other letters are other names");
    }

    function _sameVerdict(bytes memory blob) private view returns (bool accepted) {
        try HARNESS.validate(blob) returns (uint8, uint64) {
            accepted = true;
        } catch (bytes memory cause) {
            require(cause.length == 36 || cause.length == 68, "refused without a name");
        }
        try NAIVE.parse(blob) returns (NaiveDocument.Member[] memory, string[] memory) {
            require(accepted, "refused what the format allows");
        } catch {
            require(!accepted, "accepted what the format forbids");
        }
    }

    function _sameDocument(bytes memory vocabulary, ContentDocument.Fields memory f) private view {
        (Reason reason, bytes memory document, bytes32 digest) = HARNESS.build(vocabulary, f);
        (Reason naiveReason, string memory json) = NAIVE.build(vocabulary, f);
        require(reason == naiveReason, "reason");
        if (reason != Reason.None) return;
        require(keccak256(document) == keccak256(bytes(json)), "document");
        require(digest == sha256(bytes(json)), "digest");
        _describesTheSame(vocabulary, f);
    }

    /// @dev What people read is what the document says.
    function _describesTheSame(bytes memory vocabulary, ContentDocument.Fields memory f) private view {
        Description memory d = HARNESS.describe(vocabulary, f.state, f.traits);
        (NaiveDocument.Member[] memory members, string[] memory captions) = NAIVE.parse(vocabulary);
        uint256 found;
        for (uint256 i = 0; i < members.length; ++i) {
            NaiveDocument.Member memory m = members[i];
            if (m.source == 4) require(_equal(d.program, m.name), "program");
            if (m.source == 8) require(_equal(d.state, m.list[f.state]) && d.states == m.list.length, "state");
            if (m.source != 9) continue;
            uint256 index = (f.traits >> m.offset) % (2 ** uint256(m.width));
            require(_equal(d.traits[found].name, m.key) && _equal(d.traits[found].value, m.list[index]), "trait");
            require(d.traits[found].index == index && d.traits[found].count == m.list.length, "index");
            if (_equal(m.key, "caption")) require(_equal(d.caption, captions[index]), "caption");
            ++found;
        }
        require(found == d.traits.length, "traits");
        if (captions.length == 0) require(bytes(d.caption).length == 0, "no caption");
    }

    function _equal(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
