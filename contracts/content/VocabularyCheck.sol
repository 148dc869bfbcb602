// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Vocabulary} from "./Vocabulary.sol";

/// @title Validation of a vocabulary blob
/// @notice Runs once, when a program's terms are registered, so that the callback may walk the blob unchecked.
library VocabularyCheck {
    /// @notice The blob is not of the form in docs/formats.md at this byte.
    error VocabularyMalformed(uint256 offset);
    /// @notice A name has a forbidden character or length; it begins at this byte.
    error VocabularyName(uint256 offset);
    /// @notice The name at this byte stands twice in its list.
    error VocabularyTwice(uint256 offset);
    /// @notice The member whose key begins at this byte does not follow the one before it in the document's order.
    error VocabularyOrder(uint256 offset);
    /// @notice A fixed member is missing, stands twice or under a wrong key.
    error VocabularyMember(uint256 source);
    /// @notice A trait's bits overlap, are too wide or do not fit its values; its bits stand at this byte.
    error VocabularyTrait(uint256 offset);
    /// @notice Captions and the values of the trait `caption` differ in number.
    error VocabularyCaptions(uint256 captions, uint256 values);

    uint256 private constant MAX_TRAITS = 8;
    uint256 private constant MAX_STATES = 16;
    uint256 private constant MAX_TRAIT_BITS = 5;
    uint256 private constant MAX_NAME = 24;
    uint256 private constant MAX_CAPTION = 120;
    uint256 private constant FIXED_MEMBERS = 9;

    /// @dev Where the walk stands and what it has seen.
    struct Walk {
        bytes blob;
        uint256 cursor;
        uint256 seen; // bit `source` for each fixed member
        uint256 traitBits;
        uint256 states;
        uint256 captionValues;
        bytes32 lastKey;
    }

    /// @notice Reverts with the named error unless the blob is a vocabulary.
    /// @return states How many states it names.
    /// @return traitBits The bits of the 64 that belong to traits.
    function validate(bytes memory blob) internal pure returns (uint8 states, uint64 traitBits) {
        Walk memory walk = Walk(blob, 0, 0, 0, 0, 0, 0);
        if (_u8(walk) != 1) revert VocabularyMalformed(0);
        uint256 count = _u8(walk);
        if (count < FIXED_MEMBERS || count > FIXED_MEMBERS + MAX_TRAITS) revert VocabularyMalformed(1);
        for (uint256 i = 0; i < count; ++i) _member(walk);
        for (uint256 source = 0; source < FIXED_MEMBERS; ++source) {
            if ((walk.seen >> source) & 1 == 0) revert VocabularyMember(source);
        }
        uint256 captions = _list(walk, MAX_CAPTION, true);
        if (captions != walk.captionValues) revert VocabularyCaptions(captions, walk.captionValues);
        if (walk.cursor != blob.length) revert VocabularyMalformed(walk.cursor);
        return (uint8(walk.states), uint64(walk.traitBits));
    }

    function _member(Walk memory walk) private pure {
        uint256 source = _u8(walk);
        if (source > Vocabulary.TRAIT) revert VocabularyMalformed(walk.cursor - 1);
        uint256 keyAt = walk.cursor;
        bytes32 key = _key(walk, source);
        // Keys are at most 24 bytes, padded with zeros, so comparing words compares bytes.
        if (key <= walk.lastKey) revert VocabularyOrder(keyAt);
        walk.lastKey = key;
        if (source == Vocabulary.TRAIT) {
            _trait(walk, key);
            return;
        }
        if ((walk.seen >> source) & 1 != 0) revert VocabularyMember(source);
        walk.seen |= 1 << source;
        if (source == Vocabulary.PROGRAM) _text(walk, MAX_NAME, false);
        if (source == Vocabulary.STATE) {
            uint256 listAt = walk.cursor;
            walk.states = _list(walk, MAX_NAME, false);
            if (walk.states == 0 || walk.states > MAX_STATES) revert VocabularyMalformed(listAt);
        }
    }

    /// @dev A fixed member stands under its own key; a trait may have any other name.
    function _key(Walk memory walk, uint256 source) private pure returns (bytes32 key) {
        uint256 cursor = walk.cursor;
        uint256 length = _text(walk, MAX_NAME, source != Vocabulary.TRAIT);
        bytes memory blob = walk.blob;
        assembly ("memory-safe") {
            key := shl(mul(8, sub(32, length)), shr(mul(8, sub(32, length)), mload(add(add(blob, 0x21), cursor))))
        }
        for (uint256 fixedSource = 0; fixedSource < FIXED_MEMBERS; ++fixedSource) {
            bool same = key == _fixedKey(fixedSource);
            if (same != (fixedSource == source)) revert VocabularyMember(source);
        }
    }

    function _trait(Walk memory walk, bytes32 key) private pure {
        uint256 cursor = walk.cursor;
        uint256 offset = _u8(walk);
        uint256 width = _u8(walk);
        if (width == 0 || width > MAX_TRAIT_BITS || offset + width > 64) revert VocabularyTrait(cursor);
        uint256 bits = ((1 << width) - 1) << offset;
        if (walk.traitBits & bits != 0) revert VocabularyTrait(cursor);
        walk.traitBits |= bits;
        uint256 values = _list(walk, MAX_NAME, false);
        if (values == 0 || values > (1 << width)) revert VocabularyTrait(cursor);
        if (key == "caption") walk.captionValues = values;
    }

    /// @dev Names of one list differ: two indices with one name would be two answers with one document. Captions stand in no document.
    function _list(Walk memory walk, uint256 maxLength, bool free) private pure returns (uint256 count) {
        uint256 start = walk.cursor;
        uint256 size = _u8(walk) << 8;
        size |= _u8(walk);
        count = _u8(walk);
        bytes32[] memory seen = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 cursor = walk.cursor;
            seen[i] = _hash(walk.blob, cursor, _text(walk, maxLength, free));
            for (uint256 j = 0; j < i && !free; ++j) {
                if (seen[j] == seen[i]) revert VocabularyTwice(cursor);
            }
        }
        if (walk.cursor - start - 3 != size) revert VocabularyMalformed(start);
    }

    /// @dev Of the text at an offset, without its length byte.
    function _hash(bytes memory blob, uint256 offset, uint256 length) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            hash := keccak256(add(add(blob, 0x21), offset), length)
        }
    }

    /// @dev `free` allows all printable ASCII but the two characters that JSON would escape; else only `[a-z0-9-]`.
    function _text(Walk memory walk, uint256 maxLength, bool free) private pure returns (uint256 length) {
        uint256 cursor = walk.cursor;
        length = _u8(walk);
        if (length == 0 || length > maxLength) revert VocabularyName(cursor);
        for (uint256 i = 0; i < length; ++i) {
            uint256 c = _u8(walk);
            bool name = (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39) || c == 0x2d;
            bool printable = c >= 0x20 && c <= 0x7e && c != 0x22 && c != 0x5c;
            if (!(free ? printable : name)) revert VocabularyName(cursor);
        }
    }

    function _u8(Walk memory walk) private pure returns (uint256 value) {
        if (walk.cursor >= walk.blob.length) revert VocabularyMalformed(walk.cursor);
        value = uint8(walk.blob[walk.cursor++]);
    }

    function _fixedKey(uint256 source) private pure returns (bytes32) {
        if (source == Vocabulary.DECIDER) return "decider";
        if (source == Vocabulary.MULTIPLIER) return "multiplier";
        if (source == Vocabulary.PERIOD) return "period";
        if (source == Vocabulary.PERIOD_END) return "periodEnd";
        if (source == Vocabulary.PROGRAM) return "program";
        if (source == Vocabulary.PROMPT_DIGEST) return "promptDigest";
        if (source == Vocabulary.READING) return "reading";
        if (source == Vocabulary.SCHEMA) return "schema";
        return "state";
    }
}
