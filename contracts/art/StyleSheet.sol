// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ink, InkOf} from "./Ink.sol";
import {Colours} from "./Palette.sol";

/// @notice The picture's colours as classes, so that its shapes are constant text. A small letter fills, a capital one draws
/// lines: e edge, m main, i inner, a accent, p pale, l light, g ground.
library StyleSheet {
    using InkOf for Ink;

    function write(Ink memory ink, Colours memory c) internal pure {
        ink.write("<style>path{stroke-linecap:round}");
        // Lines first: a class that fills must win over the `fill:none` of one that draws.
        _line(ink, "E", c.edge);
        _line(ink, "I", c.inner);
        _line(ink, "A", c.accent);
        _line(ink, "P", c.pale);
        _line(ink, "L", c.light);
        _fill(ink, "e", c.edge);
        _fill(ink, "m", c.main);
        _fill(ink, "i", c.inner);
        _fill(ink, "a", c.accent);
        _fill(ink, "p", c.pale);
        _fill(ink, "l", c.light);
        _fill(ink, "g", c.ground);
        ink.put("</style>");
    }

    function _line(Ink memory ink, bytes32 name, string memory colour) private pure {
        ink.put(".").put(name).put("{fill:none;stroke:").write(colour);
        ink.put("}");
    }

    function _fill(Ink memory ink, bytes32 name, string memory colour) private pure {
        ink.put(".").put(name).put("{fill:").write(colour);
        ink.put(";stop-color:").write(colour).put("}");
    }
}
