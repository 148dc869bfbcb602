// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Writing text straight into memory
/// @notice The document is rebuilt inside a callback that is paid by the subscription, so every byte is written once, where it belongs. All
/// functions take and return raw memory addresses: `out` is where to write, the result is the address after what was written. They may write up to
/// 95 bytes past that address, so the caller leaves room. A text in memory is a length byte and its bytes (docs/formats.md).
library Text {
    /// @notice The byte at an address.
    function byteAt(uint256 cursor) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := byte(0, mload(cursor))
        }
    }

    /// @notice The address after the text at `cursor`.
    function next(uint256 cursor) internal pure returns (uint256) {
        return cursor + 1 + byteAt(cursor);
    }

    /// @notice Copies the text at `cursor`, without its length byte.
    function copy(uint256 out, uint256 cursor) internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            let length := byte(0, mload(cursor))
            mcopy(out, add(cursor, 1), length)
            end := add(out, length)
        }
    }

    /// @notice Copies the text at `cursor`, and tells where the next one begins.
    function copyNext(uint256 out, uint256 cursor) internal pure returns (uint256 end, uint256 following) {
        assembly ("memory-safe") {
            let length := byte(0, mload(cursor))
            mcopy(out, add(cursor, 1), length)
            end := add(out, length)
            following := add(add(cursor, 1), length)
        }
    }

    /// @notice Writes the first `length` (at most 32) bytes of a literal.
    function put(uint256 out, bytes32 literal, uint256 length) internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            mstore(out, literal)
            end := add(out, length)
        }
    }

    /// @notice Writes an integer in decimal, without leading zeros.
    /// @dev The digits are made from the last to the first in a scratch word, which holds the 39 digits of any 128 bits in two; values are below that.
    function decimal(uint256 out, uint256 value) internal pure returns (uint256 end) {
        assembly ("memory-safe") {
            // Scratch of 64 bytes past what the text can reach; the caller's room covers it.
            let last := add(out, 95)
            let first := last
            for {} 1 {} {
                mstore8(first, add(48, mod(value, 10)))
                value := div(value, 10)
                if iszero(value) {
                    break
                }
                first := sub(first, 1)
            }
            let digits := sub(add(last, 1), first)
            mcopy(out, first, digits)
            end := add(out, digits)
        }
    }

    /// @notice Writes a word as 64 lower-case hexadecimal digits.
    function hex32(uint256 out, bytes32 value) internal pure returns (uint256) {
        bytes32 high = _hex16(uint256(value) >> 128);
        bytes32 low = _hex16(uint256(value) & type(uint128).max);
        return put(put(out, high, 32), low, 32);
    }

    /// @dev Sixteen bytes become 32 digits at once: the nibbles are spread to one a byte, then every byte gets 0x30 or, from ten on, 0x57.
    function _hex16(uint256 x) private pure returns (bytes32 digits) {
        assembly ("memory-safe") {
            x := and(or(shl(64, x), x), 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff)
            x := and(or(shl(32, x), x), 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff)
            x := and(or(shl(16, x), x), 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff)
            x := and(or(shl(8, x), x), 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff)
            x := and(or(shl(4, x), x), 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f)
            // 6 added to a nibble of ten or more carries into bit 4.
            let letters := and(
                shr(4, add(x, 0x0606060606060606060606060606060606060606060606060606060606060606)),
                0x0101010101010101010101010101010101010101010101010101010101010101
            )
            digits := add(
                add(x, 0x3030303030303030303030303030303030303030303030303030303030303030),
                mul(letters, 0x27)
            )
        }
    }
}
