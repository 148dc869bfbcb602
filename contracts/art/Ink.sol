// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibString} from "solady/src/utils/LibString.sol";

/// @notice A page that text is written on from the left: one block of memory, so that a picture is never copied while it grows.
struct Ink {
    string page;
}

/// @notice Writes text, numbers and untrusted words the short way that SVG allows. Every writer returns the ink for chaining.
library InkOf {
    /// @notice The page is full. No picture gets near it: all its numbers and words are bounded.
    error InkPageFull(uint256 capacity);

    uint256 private constant _CAPACITY = 8192; // bytes

    /// @notice An empty page.
    function page() internal pure returns (Ink memory ink) {
        string memory text;
        assembly ("memory-safe") {
            // The length word, the capacity and one word that a writer may overrun into.
            text := mload(0x40)
            mstore(text, 0)
            mstore(0x40, add(text, add(_CAPACITY, 0x40)))
        }
        ink.page = text;
    }

    /// @notice Trusted text as it is.
    function put(Ink memory ink, string memory text) internal pure returns (Ink memory) {
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
        if (value > 999 || value < -999) return put(ink, LibString.toString(value));
        string memory target = _room(ink, 4);
        assembly ("memory-safe") {
            let at := add(add(target, 0x20), mload(target))
            if slt(value, 0) {
                mstore8(at, 0x2d) // "-"
                at := add(at, 1)
                value := sub(0, value)
            }
            // Leading zeros are skipped: a hundreds digit from 100 on, a tens digit from 10 on.
            if gt(value, 99) {
                mstore8(at, add(0x30, div(value, 100)))
                at := add(at, 1)
            }
            if gt(value, 9) {
                mstore8(at, add(0x30, mod(div(value, 10), 10)))
                at := add(at, 1)
            }
            mstore8(at, add(0x30, mod(value, 10)))
            mstore(target, sub(add(at, 1), add(target, 0x20)))
        }
        return ink;
    }

    /// @notice A number that follows another one; a minus sign parts the two by itself.
    function next(Ink memory ink, int256 value) internal pure returns (Ink memory) {
        return num(value < 0 ? ink : put(ink, " "), value);
    }

    /// @notice `x y`.
    function point(Ink memory ink, int256 x, int256 y) internal pure returns (Ink memory) {
        return next(num(ink, x), y);
    }

    /// @notice ` x y`, a point that follows another one.
    function to(Ink memory ink, int256 x, int256 y) internal pure returns (Ink memory) {
        return next(next(ink, x), y);
    }

    /// @notice Text from outside as XML character data. Bytes outside printable ASCII become `?`, since XML 1.0 forbids most
    /// control characters and a picture must parse whatever a name holds; at most `limit` bytes are kept.
    function escaped(Ink memory ink, string memory text, uint256 limit) internal pure returns (Ink memory) {
        bytes memory raw = bytes(LibString.slice(text, 0, limit));
        for (uint256 i; i < raw.length; ++i) if (raw[i] < 0x20 || raw[i] > 0x7e) raw[i] = "?";
        return put(ink, LibString.escapeHTML(string(raw)));
    }

    function _room(Ink memory ink, uint256 size) private pure returns (string memory target) {
        target = ink.page;
        if (bytes(target).length + size > _CAPACITY) revert InkPageFull(_CAPACITY);
    }
}
