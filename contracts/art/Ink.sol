// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibString} from "solady/src/utils/LibString.sol";

/// @notice Text that is written from left to right into one block of memory, so that it is not copied while it grows.
struct Ink {
    string page;
    uint256 capacity; // bytes that the page's memory holds
}

/// @notice Writes text and numbers the short way that SVG allows. Every writer returns the ink for chaining.
library InkOf {
    /// @dev Bytes. A picture and its JSON fit; longer text moves to a page of twice the size.
    uint256 private constant _CAPACITY = 8192;

    /// @notice An empty page.
    function page() internal pure returns (Ink memory ink) {
        ink.page = _blank(_CAPACITY);
        ink.capacity = _CAPACITY;
    }

    /// @notice A literal of 1 to 32 bytes, without zero bytes. It costs half the contract code of a `string`.
    function put(Ink memory ink, bytes32 literal) internal pure returns (Ink memory) {
        string memory target = _room(ink, 32);
        assembly ("memory-safe") {
            let used := mload(target)
            mstore(add(add(target, 0x20), used), literal)
            // Its length is 32 less its trailing zero bytes: halves that are zero are shifted out and counted.
            let shift := shl(7, iszero(shl(128, literal)))
            let zeros := shift
            literal := shr(shift, literal)
            shift := shl(6, iszero(shl(192, literal)))
            zeros := add(zeros, shift)
            literal := shr(shift, literal)
            shift := shl(5, iszero(shl(224, literal)))
            zeros := add(zeros, shift)
            literal := shr(shift, literal)
            shift := shl(4, iszero(shl(240, literal)))
            zeros := add(add(zeros, shift), shl(3, iszero(shl(248, shr(shift, literal)))))
            mstore(target, add(used, sub(32, shr(3, zeros))))
        }
        return ink;
    }

    /// @notice Trusted text as it is.
    function write(Ink memory ink, string memory text) internal pure returns (Ink memory) {
        string memory target = _room(ink, bytes(text).length);
        assembly ("memory-safe") {
            let used := mload(target)
            let size := mload(text)
            mcopy(add(add(target, 0x20), used), add(text, 0x20), size)
            mstore(target, add(used, size))
        }
        return ink;
    }

    /// @notice A whole number.
    function num(Ink memory ink, int256 value) internal pure returns (Ink memory) {
        return write(ink, LibString.toString(value));
    }

    /// @notice Six hexadecimal digits.
    function hexadecimal(Ink memory ink, uint24 rgb) internal pure returns (Ink memory) {
        uint256 digits;
        assembly ("memory-safe") {
            // Each byte to a lane of two bytes, each half byte to a byte; values from ten on are letters, 39 further.
            digits := or(or(and(rgb, 0xff), shl(8, and(rgb, 0xff00))), shl(16, and(rgb, 0xff0000)))
            digits := or(and(digits, 0x0f000f000f), shl(4, and(digits, 0xf000f000f0)))
            digits := add(
                add(digits, 0x303030303030),
                mul(39, and(shr(4, add(digits, 0x060606060606)), 0x010101010101))
            )
            digits := shl(208, digits)
        }
        return put(ink, bytes32(digits));
    }

    /// @notice `x y`; each from -999 to 999, as all coordinates are. A minus sign parts the two by itself.
    function point(Ink memory ink, int256 x, int256 y) internal pure returns (Ink memory) {
        return _pair(ink, x, y, false);
    }

    /// @notice ` x y`, a point that follows another one.
    function to(Ink memory ink, int256 x, int256 y) internal pure returns (Ink memory) {
        return _pair(ink, x, y, true);
    }

    function _pair(Ink memory ink, int256 x, int256 y, bool follows) private pure returns (Ink memory) {
        string memory target = _room(ink, 8);
        assembly ("memory-safe") {
            function digits(at, value, spaced) -> end {
                switch slt(value, 0)
                case 1 {
                    mstore8(at, 0x2d) // "-"
                    at := add(at, 1)
                    value := sub(0, value)
                }
                default {
                    mstore8(at, 0x20)
                    at := add(at, spaced)
                }
                // Leading zeros are skipped: a hundreds digit from 100 on, a tens digit from 10 on.
                if gt(value, 9) {
                    if gt(value, 99) {
                        mstore8(at, add(0x30, div(value, 100)))
                        at := add(at, 1)
                        value := mod(value, 100)
                    }
                    mstore8(at, add(0x30, div(value, 10)))
                    at := add(at, 1)
                    value := mod(value, 10)
                }
                mstore8(at, add(0x30, value))
                end := add(at, 1)
            }
            let start := add(target, 0x20)
            let end := digits(add(start, mload(target)), x, follows)
            mstore(target, sub(digits(end, y, 1), start))
        }
        return ink;
    }

    /// @dev The page, with room for `size` more bytes.
    function _room(Ink memory ink, uint256 size) private pure returns (string memory target) {
        target = ink.page;
        uint256 needed;
        unchecked {
            needed = bytes(target).length + size; // lengths of texts in memory
        }
        if (needed <= ink.capacity) return target;
        ink.page = _blank(2 * needed);
        ink.capacity = 2 * needed;
        write(ink, target);
        return ink.page;
    }

    /// @dev The length word, the capacity and one word that a writer may overrun into.
    function _blank(uint256 capacity) private pure returns (string memory text) {
        assembly ("memory-safe") {
            text := mload(0x40)
            mstore(text, 0)
            mstore(0x40, add(text, add(capacity, 0x40)))
        }
    }
}
