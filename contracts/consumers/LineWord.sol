// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LineConfig} from "./IFunctionsConsumer.sol";

/// @notice What a performer's request needs of a line's configuration, in one word: zero where there is no line.
type Line is uint256;

using LineWord for Line global;

/// @title Layout of a line's word
/// @notice Fields are taken out of the word where they are needed: read one by one from storage or copied to memory they would cost thousands of gas a
/// request. From the least significant bit: first chunk u32, chunks u8, subscription id u64, request timeout u24, backoff u24, grace u24, most
/// attempts u8, version u16, secrets u1, confirm u1, signals u1.
library LineWord {
    uint256 private constant SECRETS = 1 << 200;
    uint256 private constant CONFIRM = 1 << 201;
    uint256 private constant SIGNALS = 1 << 202;

    /// @param firstChunk_ Number of the first chunk of the source (RequestBlob).
    /// @param chunks_ How many chunks there are, at least one.
    /// @param version_ Of the program's terms.
    /// @param before The line as it was: whether it has secrets and signals stays.
    function pack(
        uint32 firstChunk_,
        uint8 chunks_,
        LineConfig calldata config,
        uint16 version_,
        Line before
    ) internal pure returns (Line) {
        uint256 word = firstChunk_ | (uint256(chunks_) << 32) | (uint256(config.subscriptionId) << 40);
        word |= (uint256(config.requestTimeout) << 104) | (uint256(config.backoff) << 128);
        word |= (uint256(config.grace) << 152) | (uint256(config.maxAttempts) << 176) | (uint256(version_) << 184);
        if (config.confirm) word |= CONFIRM;
        return Line.wrap(word | (Line.unwrap(before) & (SECRETS | SIGNALS)));
    }

    function withSecrets(Line line, bool hasSecrets) internal pure returns (Line) {
        uint256 others = Line.unwrap(line) & ~SECRETS;
        return Line.wrap(hasSecrets ? others | SECRETS : others);
    }

    function withSignals(Line line, bool hasSignals) internal pure returns (Line) {
        uint256 others = Line.unwrap(line) & ~SIGNALS;
        return Line.wrap(hasSignals ? others | SIGNALS : others);
    }

    function exists(Line line) internal pure returns (bool) {
        return Line.unwrap(line) != 0;
    }

    function firstChunk(Line line) internal pure returns (uint32) {
        return uint32(Line.unwrap(line));
    }

    function chunks(Line line) internal pure returns (uint8) {
        return uint8(Line.unwrap(line) >> 32);
    }

    function subscriptionId(Line line) internal pure returns (uint64) {
        return uint64(Line.unwrap(line) >> 40);
    }

    function requestTimeout(Line line) internal pure returns (uint24) {
        return uint24(Line.unwrap(line) >> 104);
    }

    function backoff(Line line) internal pure returns (uint24) {
        return uint24(Line.unwrap(line) >> 128);
    }

    function grace(Line line) internal pure returns (uint24) {
        return uint24(Line.unwrap(line) >> 152);
    }

    function maxAttempts(Line line) internal pure returns (uint8) {
        return uint8(Line.unwrap(line) >> 176);
    }

    function version(Line line) internal pure returns (uint16) {
        return uint16(Line.unwrap(line) >> 184);
    }

    function secrets(Line line) internal pure returns (bool) {
        return Line.unwrap(line) & SECRETS != 0;
    }

    function confirm(Line line) internal pure returns (bool) {
        return Line.unwrap(line) & CONFIRM != 0;
    }

    /// @notice Whether holders' signals are read for it.
    function signals(Line line) internal pure returns (bool) {
        return Line.unwrap(line) & SIGNALS != 0;
    }
}
