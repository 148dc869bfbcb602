// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LibString} from "solady/src/utils/LibString.sol";
import {Decider, Rung, Status, TraitView} from "../evolution/ProgramTypes.sol";
import {Base64Words} from "./Base64Words.sol";
import {Ink, InkOf} from "./Ink.sol";
import {Portrait} from "./IRenderer.sol";

/// @notice A token's metadata as JSON, in the shape that marketplaces read (ERC-721 metadata with `attributes`).
library TokenJson {
    using InkOf for Ink;

    uint256 private constant _BASIS_POINTS = 10_000;

    /// @notice The whole document with `svg` inside, as a data URI.
    function uri(Portrait calldata p, string memory svg) internal pure returns (string memory) {
        Ink memory ink = InkOf.page();
        ink.put('{"name":"').write(LibString.escapeJSON(p.collection)).put(" #").write(LibString.toString(p.tokenId));
        ink.put('","description":"');
        _description(ink, p);
        ink.put('","image":"').write(Base64Words.encode("data:image/svg+xml;base64,", svg));
        ink.put('","attributes":[');
        _attributes(ink, p);
        ink.put("]}");
        return Base64Words.encode("data:application/json;base64,", ink.page);
    }

    function _description(Ink memory ink, Portrait calldata p) private pure {
        if (bytes(p.description.caption).length > 0) ink.write(LibString.escapeJSON(p.description.caption)).put(" ");
        ink.write("An insect that evolves by itself, as program ").write(LibString.escapeJSON(p.description.program));
        ink.put(" reads the world.");
        if (p.status.rung == Rung.Stale) ink.write(" Nothing new lately: its colours fade.");
        if (p.status.rung == Rung.Fallback) ink.write(" Nothing valid to show: it waits as a chrysalis.");
    }

    function _attributes(Ink memory ink, Portrait calldata p) private pure {
        Status calldata s = p.status;
        _text(ink, "State", p.description.state);
        _name(ink.put(","), "Rung");
        ink.put(
            s.rung == Rung.Fresh
                ? bytes32('"fresh"}')
                : s.rung == Rung.Stale
                    ? bytes32('"stale"}')
                    : bytes32('"fallback"}')
        );
        for (uint256 i; i < p.description.traits.length; ++i) {
            TraitView calldata trait = p.description.traits[i];
            _text(ink.put(","), trait.name, trait.value);
        }
        _name(ink.put(","), "Reading");
        ink.num(s.reading).put("},");
        _name(ink, "Multiplier");
        _decimal(ink, s.multiplier);
        _name(ink.put("},"), "Decider");
        ink.put(
            s.decider == Decider.Model
                ? bytes32('"model"')
                : s.decider == Decider.Rules
                    ? bytes32('"rules"')
                    : bytes32('"none"')
        );
        if (s.evolutions > 0) {
            _name(ink.put("},"), "Period");
            ink.num(int256(uint256(s.settledPeriod)));
        }
        _name(ink.put("},"), "Evolutions");
        ink.num(int256(uint256(s.evolutions))).put("}");
        if (bytes(p.contentId).length > 0) _text(ink.put(","), "Content id", p.contentId);
    }

    function _text(Ink memory ink, string memory name, string memory value) private pure {
        ink.put('{"trait_type":').write(LibString.escapeJSON(name, true));
        ink.put(',"value":').write(LibString.escapeJSON(value, true)).put("}");
    }

    /// @dev Up to where the value stands.
    function _name(Ink memory ink, bytes32 name) private pure {
        ink.put('{"trait_type":"').put(name).put('","value":');
    }

    /// @dev Basis points as a decimal without trailing zeros: 10500 is 1.05.
    function _decimal(Ink memory ink, uint256 points) private pure {
        ink.num(int256(points / _BASIS_POINTS));
        uint256 rest = points % _BASIS_POINTS;
        if (rest == 0) return;
        ink.put(".");
        for (uint256 unit = _BASIS_POINTS / 10; rest > 0; unit /= 10) {
            ink.num(int256(rest / unit));
            rest %= unit;
        }
    }
}
