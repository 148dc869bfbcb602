// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Description, TraitView} from "../evolution/ProgramTypes.sol";
import {Text} from "./Text.sol";

/// @title A program's names as one blob
/// @notice The blob is the template of the content document: its members stand in the document's order. Format: docs/formats.md. Twin of
/// functions-source/content/vocabulary.ts; both are held to test/vectors/vocabulary.json.
/// @dev `validate` is total; everything else walks raw memory and trusts that the blob has passed it.
library Vocabulary {
    uint256 internal constant DECIDER = 0;
    uint256 internal constant MULTIPLIER = 1;
    uint256 internal constant PERIOD = 2;
    uint256 internal constant PERIOD_END = 3;
    uint256 internal constant PROGRAM = 4;
    uint256 internal constant PROMPT_DIGEST = 5;
    uint256 internal constant READING = 6;
    uint256 internal constant SCHEMA = 7;
    uint256 internal constant STATE = 8;
    uint256 internal constant TRAIT = 9;

    /// @notice Address of the first member, and how many there are.
    function members(bytes memory blob) internal pure returns (uint256 cursor, uint256 count) {
        assembly ("memory-safe") {
            cursor := add(blob, 0x22)
            count := byte(1, mload(add(blob, 0x20)))
        }
    }

    /// @notice How many texts the list at `cursor` has.
    function listLength(uint256 cursor) internal pure returns (uint256) {
        return Text.byteAt(cursor + 2);
    }

    /// @notice Address after the list at `cursor`.
    function listEnd(uint256 cursor) internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            end := add(add(cursor, 3), shr(240, mload(cursor)))
        }
    }

    /// @notice Address of text `index` of the list at `cursor`; the caller has checked the index.
    function listItem(uint256 cursor, uint256 index) internal pure returns (uint256 item) {
        assembly ("memory-safe") {
            item := add(cursor, 3)
            for {} index {
                index := sub(index, 1)
            } {
                item := add(item, add(1, byte(0, mload(item))))
            }
        }
    }

    /// @notice A state and its traits in words. An index that names nothing gives an empty text.
    function describe(
        bytes memory blob,
        uint256 state,
        uint256 traits
    ) internal pure returns (Description memory description) {
        (uint256 cursor, uint256 count) = members(blob);
        description.traits = new TraitView[](count - 9);
        uint256 caption;
        uint256 found;
        for (uint256 i = 0; i < count; ++i) {
            uint256 source = Text.byteAt(cursor);
            uint256 key = cursor + 1;
            cursor = Text.next(key);
            if (source == PROGRAM) {
                description.program = _string(cursor);
                cursor = Text.next(cursor);
            } else if (source == STATE) {
                description.states = uint8(listLength(cursor));
                description.state = _item(cursor, state);
                cursor = listEnd(cursor);
            } else if (source == TRAIT) {
                uint256 index = (traits >> Text.byteAt(cursor)) & ((1 << Text.byteAt(cursor + 1)) - 1);
                cursor += 2;
                description.traits[found++] = TraitView({
                    name: _string(key),
                    value: _item(cursor, index),
                    index: uint8(index),
                    count: uint8(listLength(cursor))
                });
                if (isCaption(key)) caption = index;
                cursor = listEnd(cursor);
            }
        }
        description.caption = _item(cursor, caption);
    }

    /// @notice Whether the text at `key` is `caption`, the trait that the blob's captions belong to.
    function isCaption(uint256 key) internal pure returns (bool) {
        uint256 word;
        assembly ("memory-safe") {
            word := mload(key)
        }
        return bytes8(bytes32(word)) == bytes8("\x07caption");
    }

    function _item(uint256 list, uint256 index) private pure returns (string memory) {
        return index < listLength(list) ? _string(listItem(list, index)) : "";
    }

    function _string(uint256 cursor) private pure returns (string memory) {
        uint256 length = Text.byteAt(cursor);
        bytes memory out = new bytes(length);
        uint256 to;
        assembly ("memory-safe") {
            to := add(out, 0x20)
        }
        Text.copy(to, cursor);
        return string(out);
    }
}
