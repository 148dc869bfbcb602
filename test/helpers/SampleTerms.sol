// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AnswerCodec, Answer} from "../../contracts/content/AnswerCodec.sol";
import {ContentDocument} from "../../contracts/content/ContentDocument.sol";
import {Decider, Preset, Terms} from "../../contracts/evolution/ProgramTypes.sol";

/// @notice A small program for property tests: four states (0 calm, 1 gust, 2 storm, 3 eye), the traits `caption` and `mood`, one day a period.
library SampleTerms {
    bytes32 internal constant PROMPT = keccak256("prompt");
    uint32 internal constant DAY = 86_400;
    uint16 internal constant STALE_AFTER = 2;
    uint16 internal constant FALLBACK_AFTER = 7;
    uint32 internal constant SETTLE_DELAY = 3_600;
    uint16 internal constant MIN_MULTIPLIER = 5_000;
    uint16 internal constant MAX_MULTIPLIER = 20_000;
    /// @dev Each state leads to itself and its neighbours; none leads from calm to eye.
    uint256 internal constant TRANSITIONS = (0x3) | (0x7 << 16) | (0xe << 32) | (0xd << 48);

    function terms() internal pure returns (Terms memory t) {
        t.sourceHash = keccak256("source");
        t.promptDigest = PROMPT;
        t.vocabulary = vocabulary();
        t.periodLength = DAY;
        t.settleDelay = SETTLE_DELAY;
        t.staleAfter = STALE_AFTER;
        t.fallbackAfter = FALLBACK_AFTER;
        t.transitions = TRANSITIONS;
        t.minMultiplier = MIN_MULTIPLIER;
        t.maxMultiplier = MAX_MULTIPLIER;
        t.preset = Preset(1, 0, -7, 8_000);
    }

    function vocabulary() internal pure returns (bytes memory) {
        bytes memory blob = abi.encodePacked(uint8(1), uint8(11));
        blob = abi.encodePacked(blob, _trait("caption", 0, 2), _list3("dawn", "noon", "dusk"), _fixed(0, "decider"));
        blob = abi.encodePacked(blob, _trait("mood", 2, 1), _list2("low", "high"), _fixed(1, "multiplier"));
        blob = abi.encodePacked(
            blob,
            _fixed(2, "period"),
            _fixed(3, "periodEnd"),
            _fixed(4, "program"),
            _text("sample")
        );
        blob = abi.encodePacked(blob, _fixed(5, "promptDigest"), _fixed(6, "reading"), _fixed(7, "schema"));
        blob = abi.encodePacked(blob, _fixed(8, "state"), _list4("calm", "gust", "storm", "eye"));
        return abi.encodePacked(blob, _list3("The sky opens.", "Light stands still.", "Wings fold."));
    }

    function _trait(string memory key, uint8 offset, uint8 width) private pure returns (bytes memory) {
        return abi.encodePacked(_fixed(9, key), offset, width);
    }

    function _fixed(uint8 source, string memory key) private pure returns (bytes memory) {
        return abi.encodePacked(source, _text(key));
    }

    /// @notice A valid EVOLVE answer, if the state and the traits are.
    function evolve(
        uint32 program,
        uint40 period,
        uint8 state,
        uint64 traits,
        int128 reading,
        uint16 multiplier
    ) internal pure returns (bytes memory) {
        Answer memory a = Answer({
            kind: AnswerCodec.EVOLVE,
            decider: uint8(Decider.Model),
            state: state,
            traits: traits,
            multiplier: multiplier,
            period: period,
            program: program,
            version: 1,
            reading: reading,
            digest: 0,
            promptDigest: PROMPT
        });
        a.digest = sha256(document(a));
        return AnswerCodec.encode(a);
    }

    /// @notice The content document of an answer.
    function document(Answer memory a) internal pure returns (bytes memory text) {
        ContentDocument.Fields memory fields;
        (fields.decider, fields.state, fields.traits, fields.multiplier) = (a.decider, a.state, a.traits, a.multiplier);
        (fields.period, fields.periodEnd) = (a.period, (a.period + 1) * DAY);
        (fields.reading, fields.promptDigest) = (a.reading, a.promptDigest);
        (, text) = ContentDocument.tryBuild(vocabulary(), fields);
    }

    /// @notice A HOLD answer.
    function hold(uint32 program, uint40 period, int128 reading) internal pure returns (bytes memory) {
        Answer memory a;
        a.kind = AnswerCodec.HOLD;
        (a.program, a.version, a.period, a.reading, a.promptDigest) = (program, 1, period, reading, PROMPT);
        return AnswerCodec.encode(a);
    }

    function _text(string memory s) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(bytes(s).length), s);
    }

    function _list2(string memory a, string memory b) private pure returns (bytes memory) {
        return _list(2, abi.encodePacked(_text(a), _text(b)));
    }

    function _list3(string memory a, string memory b, string memory c) private pure returns (bytes memory) {
        return _list(3, abi.encodePacked(_text(a), _text(b), _text(c)));
    }

    function _list4(
        string memory a,
        string memory b,
        string memory c,
        string memory d
    ) private pure returns (bytes memory) {
        return _list(4, abi.encodePacked(_text(a), _text(b), _text(c), _text(d)));
    }

    function _list(uint8 count, bytes memory texts) private pure returns (bytes memory) {
        return abi.encodePacked(uint16(texts.length), count, texts);
    }
}
