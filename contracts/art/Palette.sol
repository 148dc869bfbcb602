// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice The colour tables: skies from cold to hot, and insects by palette.
library Palette {
    /// @dev Seven skies from cold to hot, each zenith, horizon, ground, light.
    bytes private constant _SKIES =
        hex"a9cfe6e8f3f7f7fbfdffffff" // frost
        hex"141b363f577f0d1328b9cbe6" // rain
        hex"2e2350a57fa8211938f3dcf0" // mist
        hex"0b3d4d86cdb9062a35f2fbe0" // still night before dawn
        hex"f4bfa0fdeed088605cfffbea" // morning
        hex"ee9a2bffe08aa4541bfff6c4" // noon
        hex"4a0a1ef2542a22040effc24d"; // blaze

    /// @dev Eight insects, each edge, main, inner, accent, pale.
    bytes private constant _INSECTS =
        hex"1a0f0ae0601cffb64d8a2410fff1d6" // monarch
        hex"07122b1f66d67fd8ff0a3a94eaf7ff" // morpho
        hex"2a4630a5d69cf0f8d0c9789cfffbe6" // luna
        hex"24122f7a40a8f09cb8f2b56bfde7ef" // dusk
        hex"7d1d4bf27ca8ffe582c93474fff8d8" // rosy maple
        hex"06251f0f8a6d9df2c4f2c542effff6" // emerald
        hex"2b1210b03c28f6dcb0f8ecd8fff8ee" // cecropia
        hex"0c0b124a4858b3adc0d8344cffe9e0"; // onyx

    uint256 private constant _LAST_SKY = 6;
    uint256 private constant _INSECT_COUNT = 8;

    /// @notice The colours at a position from 0 (cold, low) to 1,000 (hot, high) for a palette's index. `drain` is how
    /// much of the colour is lost, in hundredths. In this order: zenith and horizon of the sky, ground, light (of moon,
    /// sun and weather), edge (wing margin, veins, body), main (wing field), inner (wing base), accent, pale (dots,
    /// highlights).
    function colours(uint256 position, uint256 palette, uint256 drain) internal pure returns (uint24[9] memory c) {
        for (uint256 i; i < 4; ++i) c[i] = _sky(position, i);
        for (uint256 i; i < 5; ++i) c[i + 4] = _insect(palette, i);
        c[5] = mix(c[5], c[0], 12); // a breath of the sky on the wings
        c[6] = mix(c[6], c[3], 25);
        for (uint256 i; drain > 0 && i < 9; ++i) c[i] = mix(c[i], _grey(c[i]), drain);
    }

    /// @notice `a` with `share` hundredths of `b`.
    function mix(uint24 a, uint24 b, uint256 share) internal pure returns (uint24 mixed) {
        unchecked {
            for (uint256 shift; shift < 24; shift += 8) {
                uint256 channel = uint256(uint8(a >> shift)) * (100 - share) + uint256(uint8(b >> shift)) * share;
                mixed |= uint24((channel / 100) << shift);
            }
        }
    }

    /// @dev Grey of the same luma (ITU-R BT.601 weights in 256ths), lifted a little as if under dust.
    function _grey(uint24 rgb) private pure returns (uint24) {
        unchecked {
            uint256 luma =
                (uint256(uint8(rgb >> 16)) * 77 + uint256(uint8(rgb >> 8)) * 150 + uint256(uint8(rgb)) * 29) >> 8;
            return uint24(((luma * 7) / 8 + 28) * 0x10101);
        }
    }

    /// @dev Between the two nearest of the seven skies.
    function _sky(uint256 position, uint256 part) private pure returns (uint24) {
        unchecked {
            uint256 scaled = position * _LAST_SKY;
            uint256 lower = scaled / 1000;
            if (lower >= _LAST_SKY) return _at(_SKIES, _LAST_SKY * 4 + part);
            uint256 share = (scaled % 1000) / 10;
            return mix(_at(_SKIES, lower * 4 + part), _at(_SKIES, lower * 4 + 4 + part), share);
        }
    }

    /// @dev Palettes past the eighth are the same ones with their channels exchanged, so that 32 differ.
    function _insect(uint256 palette, uint256 part) private pure returns (uint24 rgb) {
        unchecked {
            rgb = _at(_INSECTS, (palette % _INSECT_COUNT) * 5 + part);
            uint256 turn = (palette / _INSECT_COUNT) % 4;
            if (turn == 3) return (rgb & 0x00ff00) | (rgb >> 16) | (rgb << 16);
            for (; turn > 0; --turn) rgb = (rgb << 8) | (rgb >> 16);
        }
    }

    function _at(bytes memory table, uint256 index) private pure returns (uint24 rgb) {
        // Every index is below the tables' size: positions end at 1,000 and palettes are taken modulo their count.
        assembly ("memory-safe") {
            rgb := shr(232, mload(add(add(table, 0x20), mul(index, 3))))
        }
    }
}
