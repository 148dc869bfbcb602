// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Reason} from "../evolution/ProgramTypes.sol";

/// @notice A DON's answer, taken apart. See docs/formats.md.
struct Answer {
    uint8 kind;
    uint8 decider;
    uint8 state;
    uint64 traits;
    uint16 multiplier;
    uint40 period;
    uint32 program;
    uint16 version;
    int128 reading;
    bytes32 digest;
    bytes32 promptDigest;
}

/// @title Codec of the 128-byte answer
/// @notice Twin of functions-source/content/answer.ts; both are held to test/vectors/answer.json.
library AnswerCodec {
    uint256 internal constant LENGTH = 128;
    uint8 internal constant FORMAT = 1;
    uint8 internal constant EVOLVE = 1;
    uint8 internal constant HOLD = 2;

    /// @notice The last 56 bits of a header, which an answer leaves zero.
    uint256 internal constant SPARE = (1 << 56) - 1;

    /// @notice Decodes any bytes without reverting.
    /// @return reason `None`, or what is wrong with the form: `Length`, `Format`, `Kind`, `SpareBits` or `Reading`.
    /// @return answer Filled in only when `reason` is `None`.
    function tryDecode(bytes memory data) internal pure returns (Reason reason, Answer memory answer) {
        if (data.length != LENGTH) return (Reason.Length, answer);
        (uint256 header, int256 reading, bytes32 digest, bytes32 promptDigest) = abi.decode(
            data,
            (uint256, int256, bytes32, bytes32)
        );
        if (header >> 248 != FORMAT) return (Reason.Format, answer);
        uint8 kind = uint8(header >> 240);
        if (kind != EVOLVE && kind != HOLD) return (Reason.Kind, answer);
        if (header & SPARE != 0) return (Reason.SpareBits, answer);
        if (reading != int128(reading)) return (Reason.Reading, answer);
        answer = unpackHeader(header);
        answer.reading = int128(reading);
        answer.digest = digest;
        answer.promptDigest = promptDigest;
    }

    /// @notice The program that a header names, without a look at anything else.
    function programOf(bytes memory data) internal pure returns (uint32 program) {
        if (data.length != LENGTH) return 0;
        (uint256 header, , , ) = abi.decode(data, (uint256, uint256, uint256, uint256));
        return uint32(header >> 72);
    }

    /// @notice Whether the bytes have the form of an EVOLVE answer, so that they can be a candidate. Nothing else of them is checked.
    function isEvolve(bytes memory data) internal pure returns (bool) {
        return data.length == LENGTH && uint8(data[0]) == FORMAT && uint8(data[1]) == EVOLVE;
    }

    /// @notice The two words that name a candidate; the caller has checked the length.
    function candidateOf(bytes memory data) internal pure returns (bytes32 header, int256 reading) {
        (header, reading, , ) = abi.decode(data, (bytes32, int256, bytes32, bytes32));
    }

    /// @notice The fields of a header; its format and spare bits are the caller's concern.
    function unpackHeader(uint256 header) internal pure returns (Answer memory answer) {
        answer.kind = uint8(header >> 240);
        answer.decider = uint8(header >> 232);
        answer.state = uint8(header >> 224);
        answer.traits = uint64(header >> 160);
        answer.multiplier = uint16(header >> 144);
        answer.period = uint40(header >> 104);
        answer.program = uint32(header >> 72);
        answer.version = uint16(header >> 56);
    }

    /// @notice The header word of an answer.
    function packHeader(Answer memory answer) internal pure returns (uint256 header) {
        header = (uint256(FORMAT) << 248) | (uint256(answer.kind) << 240) | (uint256(answer.decider) << 232);
        header |= (uint256(answer.state) << 224) | (uint256(answer.traits) << 160);
        header |= (uint256(answer.multiplier) << 144) | (uint256(answer.period) << 104);
        header |= (uint256(answer.program) << 72) | (uint256(answer.version) << 56);
    }

    /// @notice The 128 bytes of an answer.
    function encode(Answer memory answer) internal pure returns (bytes memory) {
        return abi.encode(packHeader(answer), int256(answer.reading), answer.digest, answer.promptDigest);
    }
}
