// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title The two lists in `performData`
/// @notice `abi.encode(uint32[] ask, uint32[] announce)`, read where it lies. Decoded by the compiler, both lists would be copied to memory.
library PerformData {
    /// @notice List 0 or 1. Reverts without data when it does not lie within `data`; its elements are checked by the
    /// compiler when they are read.
    function list(bytes calldata data, uint256 index) internal pure returns (uint32[] calldata items) {
        if (data.length < 64) _malformed();
        uint256 left;
        unchecked {
            left = data.length - 32; // at least 32
        }
        uint256 offset;
        assembly ("memory-safe") {
            offset := calldataload(add(data.offset, shl(5, index)))
        }
        if (offset > left) _malformed();
        assembly ("memory-safe") {
            items.length := calldataload(add(data.offset, offset))
            items.offset := add(add(data.offset, offset), 32)
            left := shr(5, sub(left, offset)) // words after the length
        }
        if (items.length > left) _malformed();
    }

    function _malformed() private pure {
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}
