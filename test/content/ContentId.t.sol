// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ContentId} from "../../contracts/content/ContentId.sol";

contract ContentIdTest {
    /// @dev Decodes the text bit by bit, another way than it was made, and finds prefix and digest in it.
    function testFuzz_TheTextDecodesToPrefixAndDigest(bytes32 digest) public pure {
        bytes memory text = bytes(ContentId.text(digest));
        require(text.length == 59 && text[0] == "b", "shape");
        bytes memory bits = new bytes(290);
        for (uint256 i = 0; i < 58; ++i) {
            uint8 c = uint8(text[i + 1]);
            uint8 value = c >= 0x61 ? c - 0x61 : c - 0x32 + 26;
            require(value < 32, "alphabet");
            for (uint256 b = 0; b < 5; ++b) bits[5 * i + b] = bytes1((value >> (4 - b)) & 1);
        }
        uint256 whole = uint256(uint32(0x01551220));
        for (uint256 i = 0; i < 32; ++i) require(uint8(bits[i]) == (whole >> (31 - i)) & 1, "prefix");
        for (uint256 i = 0; i < 256; ++i) require(uint8(bits[32 + i]) == (uint256(digest) >> (255 - i)) & 1, "digest");
        require(bits[288] == 0 && bits[289] == 0, "padding");
    }
}
