// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Description, Rung, TraitView} from "../evolution/ProgramTypes.sol";
import {Portrait} from "./IRenderer.sol";
import {Palette} from "./Palette.sol";

/// @notice What the picture's parts need to know, all of it bounded.
struct Scene {
    Rung rung;
    uint256 position; // of the state, from 0 (cold, low) to 1,000 (hot, high)
    uint256 opening; // of the wings, from 0 (folded) to 1,000 (spread)
    uint256 energy; // 0 to 1,000
    uint256 land; // 0 to 3, the kind of horizon
    int256 slope; // of the horizon, from -60 (the reading is far below zero) to 60
    uint24[9] colours; // in the palette's order
}

/// @notice Turns what a portrait says into a scene. Every input is accepted.
library SceneOf {
    uint256 private constant _DRAIN = 82; // hundredths of the colour that a stale picture has lost

    function of_(Portrait calldata p) internal pure returns (Scene memory s) {
        Description calldata d = p.description;
        s.rung = p.status.rung;
        s.position = _position(p.status.state, d.states);
        (uint256 index, uint256 count) = _trait(d.traits, "energy");
        s.energy = count == 0 ? s.position : _position(index, count);
        s.opening = (s.position * 3 + s.energy) / 4;
        (index, count) = _trait(d.traits, "mood");
        s.land = count == 0 ? (s.position * 3) / 1000 : index % 4;
        s.slope = _slope(p.status.reading);
        (index, count) = _trait(d.traits, "palette");
        uint256 palette = count == 0 ? (s.position * 7) / 1000 : index;
        s.colours = Palette.colours(s.position, palette, s.rung == Rung.Stale ? _DRAIN : 0);
    }

    /// @dev An index among `count` as thousandths; the middle when there is nothing to choose from.
    function _position(uint256 index, uint256 count) private pure returns (uint256) {
        unchecked {
            if (count < 2) return 500;
            return ((index < count ? index : count - 1) * 1000) / (count - 1);
        }
    }

    /// @dev A trait's index and count by its name; count is zero when the program has no such trait.
    function _trait(TraitView[] calldata traits, string memory name) private pure returns (uint256, uint256) {
        bytes32 wanted = keccak256(bytes(name));
        for (uint256 i; i < traits.length; ++i) {
            if (keccak256(bytes(traits[i].name)) == wanted)
                return (traits[i].index, traits[i].count < 2 ? 1 : traits[i].count);
        }
        return (0, 0);
    }

    /// @dev Logarithmic, since units differ from program to program: three per doubling.
    function _slope(int128 reading) private pure returns (int256 slope) {
        unchecked {
            uint256 size = reading < 0 ? uint256(-int256(reading)) : uint256(int256(reading));
            for (; size > 0 && slope < 60; size >>= 1) slope += 3;
            if (reading < 0) slope = -slope;
        }
    }
}
