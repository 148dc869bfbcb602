// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Base64 (RFC 4648, section 4, with padding) of 24 bytes at a time, in the lanes of one word. A picture is
/// encoded twice, alone and inside its JSON; this takes a third of the gas of an encoder that looks up each character.
library Base64Words {
    uint256 private constant _TOPS = 0x8080808080808080808080808080808080808080808080808080808080808080;
    /// @dev 102 + 26, 76 + 52, 66 + 62 and 65 + 63 are all 128, so these in each lane make its top bit tell whether its value reaches 26, 52, 62 or 63,
    /// where the alphabet jumps.
    uint256 private constant _FROM_26 = 0x6666666666666666666666666666666666666666666666666666666666666666;
    uint256 private constant _FROM_52 = 0x4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c;
    uint256 private constant _FROM_62 = 0x4242424242424242424242424242424242424242424242424242424242424242;
    uint256 private constant _FROM_63 = 0x4141414141414141414141414141414141414141414141414141414141414141;

    /// @notice `prefix` followed by the base64 text of `data`.
    function encode(string memory prefix, string memory data) internal pure returns (string memory text) {
        assembly ("memory-safe") {
            text := mload(0x40)
            let size := mload(data)
            let out := add(add(text, 0x20), mload(prefix))
            mcopy(add(text, 0x20), add(prefix, 0x20), mload(prefix))
            let end := add(out, mul(4, div(add(size, 2), 3)))
            // Whole words are written: up to 32 bytes past the text, which are allocated with it.
            mstore(0x40, and(add(end, 0x5f), not(0x1f)))
            let from := add(data, 0x20)
            // What follows the data must read as zero in the last group; it is put back afterwards.
            let tail := add(from, size)
            let kept := mload(tail)
            mstore(tail, 0)
            for {} lt(out, end) {
                out := add(out, 0x20)
            } {
                // 192 bits are spread by halves until each byte of the word holds six of them.
                let x := shr(64, mload(from))
                from := add(from, 24)
                // The upper half of each lane moves up by `n` bits: that is adding it times 2 ** n - 1.
                x := add(x, mul(0xffffffff, and(x, 0xffffffffffffffffffffffff000000000000000000000000)))
                x := add(x, mul(0xffff, and(x, 0x00000000ffffffffffff00000000000000000000ffffffffffff000000000000)))
                x := add(x, mul(0xff, and(x, 0x0000ffffff0000000000ffffff0000000000ffffff0000000000ffffff000000)))
                x := add(x, mul(0x0f, and(x, 0x00fff00000fff00000fff00000fff00000fff00000fff00000fff00000fff000)))
                x := add(x, mul(0x03, and(x, 0x0fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc00fc0)))
                let y := add(x, _FROM_63) // 65 is "A"
                y := add(y, mul(6, shr(7, and(add(x, _FROM_26), _TOPS))))
                y := sub(y, mul(75, shr(7, and(add(x, _FROM_52), _TOPS))))
                y := sub(y, mul(15, shr(7, and(add(x, _FROM_62), _TOPS))))
                mstore(out, add(y, mul(3, shr(7, and(add(x, _FROM_63), _TOPS)))))
            }
            mstore(tail, kept)
            // One or two bytes in the last group leave two or one characters of padding.
            let rest := mod(size, 3)
            if rest {
                mstore8(sub(end, 1), 0x3d)
                if eq(rest, 1) {
                    mstore8(sub(end, 2), 0x3d)
                }
            }
            mstore(text, sub(end, add(text, 0x20)))
        }
    }
}
