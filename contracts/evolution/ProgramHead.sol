// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice All of a program that changes with every period, in one word.
struct Head {
    uint16 version;
    bool paused;
    uint8 announced; // Rung that listeners were told of, or UNANNOUNCED
    uint40 settledPeriod;
    uint24 evolutions;
    uint24 checkpoints;
    uint8 lastState; // NO_STATE until the first evolution under the current version
    int128 lastReading;
}

/// @title The head of a program in storage
/// @notice Reads and writes the whole word at once: copied by the compiler, each field would cost a look at storage of its own. The layout is the
/// compiler's, from the least significant bit in the order of the fields.
library ProgramHead {
    /// @notice The head as its word, for those who need little of it.
    function word(Head storage self) internal view returns (uint256 packed) {
        assembly ("memory-safe") {
            packed := sload(self.slot)
        }
    }

    /// @notice The head in memory.
    function load(Head storage self) internal view returns (Head memory head) {
        uint256 packed = word(self);
        head.version = version(packed);
        head.paused = paused(packed);
        head.announced = uint8(packed >> 24);
        head.settledPeriod = settledPeriod(packed);
        head.evolutions = evolutions(packed);
        head.checkpoints = uint24(packed >> 96);
        head.lastState = lastState(packed);
        head.lastReading = lastReading(packed);
    }

    function version(uint256 packed) internal pure returns (uint16) {
        return uint16(packed);
    }

    function paused(uint256 packed) internal pure returns (bool) {
        return uint8(packed >> 16) != 0;
    }

    function settledPeriod(uint256 packed) internal pure returns (uint40) {
        return uint40(packed >> 32);
    }

    function evolutions(uint256 packed) internal pure returns (uint24) {
        return uint24(packed >> 72);
    }

    function lastState(uint256 packed) internal pure returns (uint8) {
        return uint8(packed >> 120);
    }

    function lastReading(uint256 packed) internal pure returns (int128) {
        return int128(int256(packed) >> 128);
    }

    /// @notice Writes back a head.
    function save(Head storage self, Head memory head) internal {
        uint256 packed = head.version | (uint256(head.announced) << 24);
        if (head.paused) packed |= 1 << 16;
        packed |= (uint256(head.settledPeriod) << 32) | (uint256(head.evolutions) << 72);
        packed |= (uint256(head.checkpoints) << 96) | (uint256(head.lastState) << 120);
        packed |= uint256(int256(head.lastReading)) << 128;
        assembly ("memory-safe") {
            sstore(self.slot, packed)
        }
    }
}
