// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Rung} from "../evolution/ProgramTypes.sol";
import {Ink, InkOf} from "./Ink.sol";
import {Scene} from "./Scene.sol";

/// @notice Sky, disc, land and weather: where on the scale from cold to hot the state stands.
library Surroundings {
    using InkOf for Ink;

    function definitions(Ink memory ink, Scene memory s) internal pure {
        ink.write('<linearGradient id="s" x2="0" y2="1"><stop stop-color="#').hexadecimal(s.colours[0]);
        ink.write('"/><stop offset=".8" stop-color="#').hexadecimal(s.colours[1]);
        ink.put('"/></linearGradient>');
    }

    function draw(Ink memory ink, Scene memory s) internal pure {
        uint256 sky = (s.position * 6 + 500) / 1000;
        ink.write('<path d="M-300-300h600v600h-600" fill="url(#s)"/>');
        if (s.rung == Rung.Fresh && sky > 4) {
            ink.write(
                '<circle class="L" cy="-50" r="400" stroke-width="800" stroke-dasharray="42 62.7" opacity=".25"/>'
            );
        }
        _disc(ink, int256(s.position));
        _land(ink, s);
        if (s.rung == Rung.Fresh) _weather(ink, s, sky);
        if (s.rung == Rung.Stale) _dust(ink);
    }

    /// @dev The moon that becomes the sun: higher and larger the hotter it is.
    function _disc(Ink memory ink, int256 position) private pure {
        unchecked {
            int256 height = 70 - (position * 130) / 1000;
            int256 radius = 105 + (position * 75) / 1000;
            ink.write('<g class="l"><circle opacity=".2" cy="').num(height).put('" r="').num((radius * 7) / 5);
            ink.put('"/><circle opacity=".75" cy="').num(height).put('" r="').num(radius);
            ink.put('"/></g>');
        }
    }

    /// @dev A far and a near line of land; the reading tilts both.
    function _land(Ink memory ink, Scene memory s) private pure {
        unchecked {
            int256 t = s.slope;
            ink.write('<g class="g"><path opacity=".55" d="M-300 ').num(165 + t).write(_ridge(s.land)).num(165 - t);
            ink.put('V300H-300"/><path d="M-300 ').num(225 + t / 2).put("Q-130 ").num(180 + t / 2);
            ink.put(" 20 228T300 ").num(222 - t / 2).put('V300H-300"/></g>');
        }
    }

    function _ridge(uint256 land) private pure returns (string memory) {
        if (land == 0) return "Q0 150 300 ";
        if (land == 1) return "C-180 90-120 230 20 170S200 110 300 ";
        if (land == 2) return "Q-200 120-90 172 20 110 120 172 220 130 300 ";
        return "L-220 100-160 150-80 80 10 168 90 120 150 160 230 90 300 ";
    }

    /// @dev Dashes and dots on slanted lines stand for what falls, drifts or rises.
    function _weather(Ink memory ink, Scene memory s, uint256 sky) private pure {
        if (sky == 0) _falling(ink, s, 9, "0 61 0 97 0 43");
        if (sky == 1) _falling(ink, s, 3, "34 70 18 50");
        if (sky == 2) {
            ink.write(
                '<path class="L" d="M-330 110q110-34 220 0t220 0 220 0M-330 176q90 34 220 0t220 0 220 0'
                'M-330-206q110-26 220 0t220 0 220 0" stroke-width="26" opacity=".2"/>'
            );
        }
        if (sky == 3) _falling(ink, s, 5, "0 173 0 211 0 97");
        if (sky == 4) _falling(ink, s, 7, "0 143 0 111 0 187");
        if (sky == 6) _falling(ink, s, 7, "0 67 0 131 0 89");
    }

    /// @dev Denser-looking, since thicker, the more energy there is.
    function _falling(Ink memory ink, Scene memory s, int256 width, string memory dashes) private pure {
        unchecked {
            ink.write(
                '<path class="L" opacity=".8" d="M-330-300l90 600M-240-330l90 660M-140-310l80 620M-30-350l70 660'
                'M60-320l70 640M190-340l80 660" stroke-width="'
            );
            ink.num((width * 4) / 5 + (width * int256(s.energy)) / 2500).put('" stroke-dasharray="').write(dashes).put(
                '"/>'
            );
        }
    }

    /// @dev A thin broken ring and specks: nothing has been settled for a while.
    function _dust(Ink memory ink) private pure {
        ink.write(
            '<g class="L"><circle r="284" stroke-width="3" stroke-dasharray="14 12"/><path '
            'd="M-260-40q200-160 520-150M-270 60Q0 260 280 130M-120-240q200 30 360 160" stroke-width="5" '
            'stroke-dasharray="0 31 0 53 0 17" opacity=".6"/></g>'
        );
    }
}
