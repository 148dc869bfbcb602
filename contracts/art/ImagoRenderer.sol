// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Rung} from "../evolution/ProgramTypes.sol";
import {Anatomy, AnatomyOf} from "./Anatomy.sol";
import {Chrysalis} from "./Chrysalis.sol";
import {Ink, InkOf} from "./Ink.sol";
import {Insect} from "./Insect.sol";
import {IRenderer, Portrait} from "./IRenderer.sol";
import {Scene, SceneOf} from "./Scene.sol";
import {StyleSheet} from "./StyleSheet.sol";
import {Surroundings} from "./Surroundings.sol";
import {TokenJson} from "./TokenJson.sol";

/// @title ImagoRenderer
/// @notice Draws a token as an insect: the seed gives the body, the program's state its colours, posture and
/// surroundings.
contract ImagoRenderer is IRenderer {
    using InkOf for Ink;

    /// @inheritdoc IRenderer
    function tokenURI(Portrait calldata portrait) external pure returns (string memory) {
        return TokenJson.uri(portrait, _image(portrait));
    }

    /// @inheritdoc IRenderer
    function image(Portrait calldata portrait) external pure returns (string memory) {
        return _image(portrait);
    }

    function _image(Portrait calldata portrait) private pure returns (string memory) {
        Scene memory scene = SceneOf.of_(portrait);
        Anatomy memory anatomy = AnatomyOf.of_(portrait.seed);
        bool pupa = scene.rung == Rung.Fallback;
        Ink memory ink = InkOf.page();
        ink.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="-300 -300 600 600">');
        StyleSheet.draw(ink, scene.colours);
        ink.put("<defs>");
        Surroundings.definitions(ink, scene);
        if (pupa) Chrysalis.definitions(ink);
        else Insect.definitions(ink);
        ink.put("</defs>");
        Surroundings.draw(ink, scene);
        if (pupa) Chrysalis.draw(ink, anatomy);
        else Insect.draw(ink, scene, anatomy);
        return ink.put("</svg>").page;
    }
}
