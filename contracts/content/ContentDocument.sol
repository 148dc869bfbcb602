// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Decider, Reason} from "../evolution/ProgramTypes.sol";
import {Text} from "./Text.sol";
import {Vocabulary} from "./Vocabulary.sol";

/// @title The content document of an evolution
/// @notice Canonical JSON (RFC 8785), rebuilt from an answer's fields and the program's vocabulary, which is the document's template: one walk
/// over its members writes the document. Twin of functions-source/content/document.ts; both are held to test/vectors/document.json.
library ContentDocument {
    /// @notice What a document says.
    struct Fields {
        uint8 decider;
        uint8 state;
        uint64 traits;
        uint16 multiplier; // basis points
        uint40 period;
        uint40 periodEnd; // unix seconds
        int128 reading;
        bytes32 promptDigest;
    }

    /// @dev 17 members of at most 24 + 66 bytes and 6 of punctuation are 1,632 bytes, and Text writes whole words past the end.
    uint256 private constant ROOM = 1792;

    /// @notice Writes the document.
    /// @dev The vocabulary must have passed `Vocabulary.validate`.
    /// @return reason `None`, `Decider`, `State` or `Traits` where a field names nothing in the vocabulary.
    /// @return document UTF-8 bytes; meaningful only when `reason` is `None`.
    function tryBuild(
        bytes memory vocabulary,
        Fields memory fields
    ) internal pure returns (Reason reason, bytes memory document) {
        if (fields.decider != uint8(Decider.Model) && fields.decider != uint8(Decider.Rules)) {
            return (Reason.Decider, document);
        }
        uint256 start;
        assembly ("memory-safe") {
            document := mload(0x40)
            start := add(document, 0x20)
            mstore(0x40, add(start, ROOM))
        }
        uint256 end;
        (reason, end) = _writeMembers(vocabulary, fields, start);
        end = Text.put(end, '"}', 2);
        assembly ("memory-safe") {
            mstore(document, sub(end, start))
        }
    }

    /// @dev Returns the reason and the address after the last member.
    function _writeMembers(
        bytes memory vocabulary,
        Fields memory fields,
        uint256 out
    ) private pure returns (Reason, uint256) {
        (uint256 cursor, uint256 count) = Vocabulary.members(vocabulary);
        uint256 used;
        for (uint256 i = 0; i < count; ++i) {
            uint256 source = Text.byteAt(cursor);
            // Between two members stand the end of one value and the beginning of the next key.
            out = i == 0 ? Text.put(out, '{"', 2) : Text.put(out, '","', 3);
            (out, cursor) = Text.copyNext(out, cursor + 1);
            out = Text.put(out, '":"', 3);
            if (source < Vocabulary.STATE && source != Vocabulary.PROGRAM) {
                out = _writeField(out, source, fields);
            } else if (source == Vocabulary.PROGRAM) {
                (out, cursor) = Text.copyNext(out, cursor);
            } else {
                uint256 index = fields.state;
                if (source == Vocabulary.TRAIT) {
                    uint256 offset = Text.byteAt(cursor);
                    uint256 mask = (1 << Text.byteAt(cursor + 1)) - 1;
                    index = (fields.traits >> offset) & mask;
                    used |= mask << offset;
                    cursor += 2;
                }
                if (index >= Vocabulary.listLength(cursor)) {
                    return (source == Vocabulary.TRAIT ? Reason.Traits : Reason.State, out);
                }
                out = Text.copy(out, Vocabulary.listItem(cursor, index));
                cursor = Vocabulary.listEnd(cursor);
            }
        }
        // A bit outside every trait would be a second answer with the same document.
        return (fields.traits & ~used == 0 ? Reason.None : Reason.Traits, out);
    }

    function _writeField(uint256 out, uint256 source, Fields memory fields) private pure returns (uint256) {
        if (source == Vocabulary.DECIDER) {
            return Text.put(out, fields.decider == uint8(Decider.Model) ? bytes32("model") : bytes32("rules"), 5);
        }
        if (source == Vocabulary.MULTIPLIER) return Text.decimal(out, fields.multiplier);
        if (source == Vocabulary.PERIOD) return Text.decimal(out, fields.period);
        if (source == Vocabulary.PERIOD_END) return Text.decimal(out, fields.periodEnd);
        if (source == Vocabulary.PROMPT_DIGEST) return Text.hex32(Text.put(out, "0x", 2), fields.promptDigest);
        if (source == Vocabulary.SCHEMA) return Text.put(out, "imago/1", 7);
        if (fields.reading >= 0) return Text.decimal(out, uint128(fields.reading));
        // The difference cannot wrap: it is the absolute value of a negative int128, at most 2 ** 127.
        return Text.decimal(Text.put(out, "-", 1), uint256(-int256(fields.reading)));
    }
}
