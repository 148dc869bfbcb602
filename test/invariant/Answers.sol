// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AnswerCodec, Answer} from "../../contracts/content/AnswerCodec.sol";
import {Ask, Decider} from "../../contracts/evolution/ProgramTypes.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";

/// @notice What a DON may say, honest or not, drawn from a seed.
library Answers {
    /// @notice An EVOLVE with the right form and digest; state, traits, reading and multiplier are drawn and may break the terms, and a few are of
    /// the version before.
    function evolve(
        uint32 program,
        Ask memory ask,
        bytes32 promptDigest,
        uint256 seed
    ) internal pure returns (bytes memory) {
        Answer memory a;
        a.kind = AnswerCodec.EVOLVE;
        a.decider = uint8(seed % 2 == 0 ? Decider.Model : Decider.Rules);
        (a.program, a.version, a.period) = (program, ask.version, ask.period);
        a.state = uint8((seed >> 8) % 4);
        a.traits = uint64((seed >> 16) % 3);
        a.reading = int128(int256((seed >> 32) % 1000)) - 500;
        a.multiplier = uint16(4_800 + ((seed >> 64) % 15_500));
        a.promptDigest = promptDigest;
        if ((seed >> 96) % 16 == 0 && ask.version > 1) --a.version;
        a.digest = sha256(SampleTerms.document(a));
        return AnswerCodec.encode(a);
    }

    /// @notice A HOLD, usually with the right reading.
    function hold(
        uint32 program,
        Ask memory ask,
        bytes32 promptDigest,
        uint256 seed
    ) internal pure returns (bytes memory) {
        Answer memory a;
        a.kind = AnswerCodec.HOLD;
        (a.program, a.version, a.period) = (program, ask.version, ask.period);
        a.reading = ask.lastReading + (seed % 8 == 0 ? int128(1) : int128(0));
        a.promptDigest = promptDigest;
        return AnswerCodec.encode(a);
    }

    /// @notice A valid answer with one bit turned.
    function flipped(bytes memory answer, uint256 seed) internal pure returns (bytes memory) {
        uint256 bit = seed % (answer.length * 8);
        answer[bit / 8] = answer[bit / 8] ^ bytes1(uint8(1 << (bit % 8)));
        return answer;
    }

    /// @notice Any bytes, at most 256.
    function noise(uint256 seed) internal pure returns (bytes memory bytes_) {
        bytes_ = new bytes(seed % 257);
        for (uint256 i = 0; i < bytes_.length; ++i) bytes_[i] = bytes1(uint8(uint256(keccak256(abi.encode(seed, i)))));
    }
}
