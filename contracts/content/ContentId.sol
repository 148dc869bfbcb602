// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Content id (CIDv1 text) of a sha-256 digest
/// @notice Twin of functions-source/content/contentId.ts; both are held to test/vectors/content-id.json.
library ContentId {
    /// @dev CIDv1 (0x01), codec raw (0x55), multihash sha2-256 (0x12) of 32 bytes (0x20).
    uint256 private constant PREFIX = 0x01551220;
    /// @dev 36 bytes are 288 bits: 58 symbols of 5 bits, the last padded with two zero bits.
    uint256 private constant SYMBOLS = 58;
    /// @dev RFC 4648 base32 alphabet, lower case.
    bytes32 private constant ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /// @notice `b` (multibase base32 lower case) and the 58 symbols of prefix and digest.
    function text(bytes32 digest) internal pure returns (string memory) {
        // The 290 bits (288 and the padding) do not fit a word: the first 34 symbols come from the upper part, the rest from the lower.
        uint256 upper = (PREFIX << 138) | (uint256(digest) >> 118); // 170 bits, 34 symbols
        uint256 lower = (uint256(digest) & ((1 << 118) - 1)) << 2; // 120 bits, 24 symbols
        bytes memory out = new bytes(SYMBOLS + 1);
        out[0] = "b";
        _write(out, SYMBOLS, lower, 24);
        _write(out, SYMBOLS - 24, upper, 34);
        return string(out);
    }

    /// @dev Writes the symbols of `bits`, the last one to position `last`.
    function _write(bytes memory out, uint256 last, uint256 bits, uint256 symbols) private pure {
        bytes32 alphabet = ALPHABET;
        assembly ("memory-safe") {
            let at := add(add(out, 0x20), last)
            for {
                let first := sub(at, symbols)
            } gt(at, first) {
                at := sub(at, 1)
            } {
                mstore8(at, byte(and(bits, 31), alphabet))
                bits := shr(5, bits)
            }
        }
    }
}
