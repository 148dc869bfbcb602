// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ink, InkOf} from "./Ink.sol";

/// @notice The picture's colours as classes, so that its shapes are constant text. A small letter fills, a capital one draws
/// lines: g ground, l light, e edge, m main, i inner, a accent, p pale.
library StyleSheet {
    using InkOf for Ink;

    /// @dev In the palette's order, of which the first two colours are the sky's.
    bytes7 private constant _FILLS = "glemiap";
    bytes7 private constant _LINES = "\x00LE\x00IAP";
    uint256 private constant _FIRST = 2;

    function draw(Ink memory ink, uint24[9] memory colours) internal pure {
        ink.put("<style>path{").put("stroke-linecap:round}");
        // Lines first: a class that fills must win over the `fill:none` of one that draws.
        for (uint256 i; i < 7; ++i) {
            if (_LINES[i] == 0) continue;
            ink.put(".").put(bytes32(_LINES[i])).put("{fill:none;stroke:#").hexadecimal(colours[i + _FIRST]);
            ink.put("}");
        }
        for (uint256 i; i < 7; ++i) {
            ink.put(".").put(bytes32(_FILLS[i])).put("{fill:#").hexadecimal(colours[i + _FIRST]);
            ink.put(";stop-color:#").hexadecimal(colours[i + _FIRST]).put("}");
        }
        ink.put("</style>");
    }
}
