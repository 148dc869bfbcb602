// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Anatomy, Wing} from "./Anatomy.sol";
import {Ink, InkOf} from "./Ink.sol";
import {Scene} from "./Scene.sol";
import {WingLines} from "./WingLines.sol";

/// @notice The grown insect from above: a right half that is mirrored, and a body on top.
library Insect {
    using InkOf for Ink;
    using WingLines for Ink;

    /// @notice Gradients around the wings' hinges, and the eyespot.
    function definitions(Ink memory ink) internal pure {
        ink.write(
            '<radialGradient id="f" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="260"><stop class="i"/><stop '
            'offset=".5" class="m"/><stop offset="1" class="a"/></radialGradient><radialGradient id="h" '
            'href="#f" r="150" spreadMethod="reflect"/><g id="e"><circle r="23" class="P e" stroke-width="5"/>'
            '<circle r="11" class="A e" stroke-width="9"/><circle cx="-6" cy="-7" r="5" class="p"/></g>'
        );
    }

    function draw(Ink memory ink, Scene memory s, Anatomy memory a) internal pure {
        unchecked {
            int256 fold = int256(((1000 - s.opening) * (1000 - s.opening)) / 1000);
            ink.put('<g transform="translate(0-14)').put('scale(.93)"><g id="i">');
            _hinge(ink, "8", (fold * 18) / 1000 - 4);
            _wing(ink, a, a.hind, "h");
            if (a.spots & 2 != 0) _eyespot(ink, a.hind, a.hind.cells + 2, a.spotSize);
            ink.put("</g>");
            _hinge(ink, "10-30", (fold * 74) / 1000 - 6);
            _wing(ink, a, a.fore, "f");
            if (a.spots & 1 != 0) _eyespot(ink, a.fore, a.fore.cells, a.spotSize);
            ink.put("</g>");
        }
        ink.write('<g class="E" stroke-width="4"><path d="M10-44l26-22 10-34').write(_antenna(a.antenna));
        ink.write('/></g></g><use href="#i" transform="scale(-1 1)"/>');
        _body(ink, a);
        ink.put("</g>");
    }

    /// @dev Degrees clockwise: a folded wing points down.
    function _hinge(Ink memory ink, bytes32 place, int256 turn) private pure {
        ink.put('<g transform="translate(').put(place).put(")rotate(").num(turn).put(')" class="e">');
    }

    /// @dev The outline twice, as dark margin and, smaller, as field; on it the marks that the seed chose.
    function _wing(Ink memory ink, Anatomy memory a, Wing memory w, bytes32 id) private pure {
        ink.put('<path id="w').put(id).put('" d="');
        ink.outline(w);
        ink.put('"/><use class="k" href="#w').put(id).write('" transform="scale(.91)" fill="url(#').put(id);
        ink.put(')"/><path class="').put(a.spots & 8 == 0 ? bytes32("a") : bytes32("p"));
        ink.put('" d="');
        ink.band(w, 800, a.band);
        ink.write('"/><path class="E" stroke-width="2" d="');
        ink.veins(w);
        if (a.spots & 4 != 0) {
            ink.write('"/><path class="P" stroke-width="7" stroke-dasharray="0 13" d="');
            ink.parallel(w, 948);
        }
        ink.put('"/>');
    }

    /// @dev Inside of a point of the margin; the hindwing's sits lower, where the forewing does not hide it.
    function _eyespot(Ink memory ink, Wing memory w, uint256 half, int256 size) private pure {
        (int256 x, int256 y) = WingLines.margin(w, half);
        ink.write('<use href="#e" transform="translate(').point((x * 62) / 100, (y * 62) / 100);
        ink.put(")scale(.").num(size).put(')"/>');
    }

    /// @dev Goes on with the path of the legs: clubbed, feathered or curled.
    function _antenna(uint256 kind) private pure returns (string memory) {
        if (kind == 0) return 'M5-68C20-110 40-150 92-176"/><path d="M84-171l9-5" stroke-width="11"';
        if (kind == 1)
            return
                'M6-68C30-96 60-116 104-130"/><path d="M14-78C34-98 60-116 104-130" stroke-width="26" '
                'style="stroke-linecap:butt" stroke-dasharray="2 4"';
        return 'M5-68C16-130 70-170 104-150S112-112 96-120"';
    }

    function _body(Ink memory ink, Anatomy memory a) private pure {
        unchecked {
            int256 w = a.girth - 2;
            ink.put('<path class="e" d="M').point(w - 3, 0).put("C").point(w + 6, 50);
            ink.to(w - 4, a.length - 20).put(" 0 ").num(a.length);
            ink.put("C").point(4 - w, a.length - 20).to(-w - 6, 50).to(3 - w, 0);
            ink.write('"/><path class="I" stroke-width="5" d="');
            for (int256 y = 34; y < a.length - 16; y += 20) {
                int256 half = w - (y * y) / (a.length * 12);
                ink.put("M").point(-half, y).put("q").point(half, 9);
                ink.to(2 * half, 0);
            }
            ink.write('"/><ellipse class="I e" cy="-22" rx="').num(a.girth);
        }
        ink.write(
            '" ry="36" stroke-width="15" stroke-dasharray="1 2"/><circle class="e" cy="-64" r="14"/><path '
            'class="A" d="M-10-70h0M10-70h0" stroke-width="11"/>'
        );
    }
}
