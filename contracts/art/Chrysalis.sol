// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Anatomy} from "./Anatomy.sol";
import {Ink, InkOf} from "./Ink.sol";
import {WingLines} from "./WingLines.sol";

/// @notice The pupa that the insect returns to while its program is in fallback; its own wings show through the case.
library Chrysalis {
    using InkOf for Ink;
    using WingLines for Ink;

    function definitions(Ink memory ink) internal pure {
        ink.write(
            '<radialGradient id="p" cx=".38" cy=".3" r=".75"><stop class="i"/><stop offset=".55" class="m"/>'
            '<stop offset="1" class="e"/></radialGradient>'
        );
    }

    function draw(Ink memory ink, Anatomy memory a) internal pure {
        int256 w = a.girth * 2 + 44;
        ink.write(
            '<g class="E" stroke-width="13"><path d="M-310-214C-160-250 40-190 310-236M120-218q40-30 90-34"/>'
            '<path class="P" d="M0-214q-5 34 0 66M-14-212q10 30 14 62M14-212q-10 30-14 62" stroke-width="3"/>'
            '<path class="m" d="M205-252c10-50 60-60 90-30-20 40-60 50-90 30'
            'M-180-226c-20-40-70-50-100-20 20 40 70 50 100 20" stroke-width="3"/></g>'
        );
        ink.put('<path fill="url(#p)" d="M0-150C').point(w / 2, -146).to(w, -90).to(w, -30);
        ink.put("C").point(w, 50).put(" 34 120 0 186C-34 120");
        ink.to(-w, 50).to(-w, -30).put("C").point(-w, -90);
        ink.to(-w / 2, -146).put(' 0-150"/>');
        _wings(ink, a, w);
        _rings(ink, w);
    }

    /// @dev The forewings of this very insect, folded around the case.
    function _wings(Ink memory ink, Anatomy memory a, int256 w) private pure {
        ink.write('<g id="i"><g transform="translate(2-104)rotate(82)scale(.67 .').num(w / 3 + 4);
        ink.write(')" opacity=".6"><path class="e" d="');
        ink.outline(a.fore);
        ink.write('"/><path class="I" stroke-width="3" d="');
        ink.veins(a.fore);
        ink.write('"/></g></g><use href="#i" transform="scale(-1 1)"/>');
    }

    /// @dev The rings of the abdomen and the golden points that name the chrysalis.
    function _rings(Ink memory ink, int256 w) private pure {
        unchecked {
            ink.write('<path class="E" stroke-width="3" opacity=".6" d="');
            for (int256 y = 66; y < 160; y += 20) {
                int256 half = (w * (182 - y)) / 178;
                ink.put("M").point(-half, y).put("q").point(half, 16);
                ink.to(2 * half, 0);
            }
            ink.write('"/><path class="P" d="M-34-92h0M34-92h0M-22-120h0M22-120h0M0-74h0" stroke-width="9"/>');
        }
    }
}
