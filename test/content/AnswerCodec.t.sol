// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {AnswerCodec, Answer} from "../../contracts/content/AnswerCodec.sol";
import {Reason} from "../../contracts/evolution/ProgramTypes.sol";

contract AnswerCodecTest {
    function testFuzz_EncodedAnswersDecodeToThemselves(Answer memory a) public pure {
        a.kind = (a.kind % 2) + 1;
        (Reason reason, Answer memory b) = AnswerCodec.tryDecode(AnswerCodec.encode(a));
        require(reason == Reason.None, "refused its own encoding");
        require(keccak256(abi.encode(a)) == keccak256(abi.encode(b)), "changed");
        require(AnswerCodec.programOf(AnswerCodec.encode(a)) == a.program, "program");
    }

    function testFuzz_AnyBytesDecodeOrGiveAReason(bytes memory data) public pure {
        (Reason reason, Answer memory a) = AnswerCodec.tryDecode(data);
        if (data.length != 128) require(reason == Reason.Length, "length");
        if (reason == Reason.None) require(keccak256(AnswerCodec.encode(a)) == keccak256(data), "not canonical");
    }

    function testFuzz_AnyFourWordsDecodeOrGiveAReason(
        uint256 header,
        int256 reading,
        bytes32 d,
        bytes32 p
    ) public pure {
        bytes memory data = abi.encode(header, reading, d, p);
        (Reason reason, Answer memory a) = AnswerCodec.tryDecode(data);
        if (reason == Reason.None) require(keccak256(AnswerCodec.encode(a)) == keccak256(data), "not canonical");
        if (header >> 248 != 1) require(reason == Reason.Format, "format");
    }
}
