// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Base64} from "solady/src/utils/Base64.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {Decider, Rung, Status, TraitView} from "../evolution/ProgramTypes.sol";
import {Portrait} from "./IRenderer.sol";

/// @notice A token's metadata as JSON, in the shape that marketplaces read (ERC-721 metadata with `attributes`).
library TokenJson {
    uint256 private constant _BASIS_POINTS = 10_000;

    /// @notice The whole document with `svg` inside, as a data URI.
    function uri(Portrait calldata p, string memory svg) internal pure returns (string memory) {
        bytes memory json = abi.encodePacked(
            '{"name":"',
            LibString.escapeJSON(p.collection),
            " #",
            LibString.toString(p.tokenId),
            '","description":"',
            _description(p),
            '","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(svg)),
            '","attributes":[',
            _attributes(p),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _description(Portrait calldata p) private pure returns (string memory) {
        string memory caption = LibString.escapeJSON(p.description.caption);
        return string.concat(
            caption,
            bytes(caption).length == 0 ? "" : ". ",
            "An insect that evolves by itself, as the program ",
            LibString.escapeJSON(p.description.program),
            " reads the world. ",
            _rungSentence(p.status.rung)
        );
    }

    function _rungSentence(Rung rung) private pure returns (string memory) {
        if (rung == Rung.Fresh) return "It shows the last evolution.";
        if (rung == Rung.Stale) return "No period was settled lately: it shows the last evolution, drained of colour.";
        return "Nothing valid is settled: it waits in its chrysalis, as preset.";
    }

    function _attributes(Portrait calldata p) private pure returns (string memory list) {
        Status calldata s = p.status;
        list = string.concat(_text("State", p.description.state), ",", _text("Rung", _rungName(s.rung)));
        for (uint256 i; i < p.description.traits.length; ++i) {
            TraitView calldata trait = p.description.traits[i];
            list = string.concat(list, ",", _text(trait.name, trait.value));
        }
        list = string.concat(list, ",", _number("Reading", LibString.toString(s.reading)));
        list = string.concat(list, ",", _number("Multiplier", _decimal(s.multiplier)));
        list = string.concat(list, ",", _text("Decider", _deciderName(s.decider)));
        if (s.evolutions > 0) list = string.concat(list, ",", _number("Period", LibString.toString(s.settledPeriod)));
        list = string.concat(list, ",", _number("Evolutions", LibString.toString(s.evolutions)));
        if (bytes(p.contentId).length > 0) list = string.concat(list, ",", _text("Content id", p.contentId));
    }

    function _text(string memory name, string memory value) private pure returns (string memory) {
        return
            string.concat('{"trait_type":', LibString.escapeJSON(name, true), ',"value":', LibString.escapeJSON(value, true), "}");
    }

    function _number(string memory name, string memory digits) private pure returns (string memory) {
        return string.concat('{"trait_type":"', name, '","value":', digits, "}");
    }

    /// @dev Basis points as a decimal without trailing zeros: 10500 is 1.05.
    function _decimal(uint256 points) private pure returns (string memory) {
        string memory whole = LibString.toString(points / _BASIS_POINTS);
        uint256 rest = points % _BASIS_POINTS;
        if (rest == 0) return whole;
        // The leading one keeps the zeros after the point; it is cut off again.
        uint256 digits = _BASIS_POINTS + rest;
        while (digits % 10 == 0) digits /= 10;
        return string.concat(whole, ".", LibString.slice(LibString.toString(digits), 1));
    }

    function _rungName(Rung rung) private pure returns (string memory) {
        return rung == Rung.Fresh ? "fresh" : rung == Rung.Stale ? "stale" : "fallback";
    }

    function _deciderName(Decider decider) private pure returns (string memory) {
        return decider == Decider.Model ? "model" : decider == Decider.Rules ? "rules" : "none";
    }
}
