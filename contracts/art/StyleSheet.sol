// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ink, InkOf} from "./Ink.sol";

/// @notice The picture's colours as classes, so that its shapes are constant text. A small letter fills, a capital one
/// draws lines: g ground, l light, e edge, m main, i inner, a accent, p pale. The class k shades a rim.
library StyleSheet {
    using InkOf for Ink;

    /// @dev In the palette's order, of which the first two colours are the sky's.
    bytes7 private constant _FILLS = "glemiap";
    bytes7 private constant _LINES = "\x00LE\x00IAP";
    uint256 private constant _FIRST = 2;
    /// @dev Edge, main, inner and accent stand in gradients.
    uint256 private constant _EDGE = 2;
    uint256 private constant _ACCENT = 5;

    function draw(Ink memory ink, uint24[9] memory colours) internal pure {
        ink.write(
            "<style>path{stroke-linecap:round}.k{stroke:#000;stroke-opacity:.2;stroke-width:9}.L,.E,.I,.A,.P{fill:none}"
        );
        for (uint256 i; i < 7; ++i) {
            uint24 rgb = colours[i + _FIRST];
            if (_LINES[i] != 0) ink.put(".").put(bytes32(_LINES[i])).put("{stroke:#").hexadecimal(rgb).put("}");
            ink.put(".").put(bytes32(_FILLS[i])).put("{fill:#").hexadecimal(rgb);
            if (i >= _EDGE && i <= _ACCENT) ink.put(";stop-color:#").hexadecimal(rgb);
            ink.put("}");
        }
        ink.put("</style>");
    }
}
