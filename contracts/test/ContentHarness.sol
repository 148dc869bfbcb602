// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Line} from "../consumers/LineWord.sol";
import {Candidate, RequestBlob} from "../consumers/RequestBlob.sol";
import {AnswerCodec, Answer} from "../content/AnswerCodec.sol";
import {ContentDocument} from "../content/ContentDocument.sol";
import {ContentId} from "../content/ContentId.sol";
import {Vocabulary} from "../content/Vocabulary.sol";
import {VocabularyCheck} from "../content/VocabularyCheck.sol";
import {AskWords} from "../evolution/AskWords.sol";
import {Ask, Description, Reason} from "../evolution/ProgramTypes.sol";

/// @notice Opens the libraries of formats to tests, which hold them to the shared vectors. Not part of the product.
contract ContentHarness {
    /// @notice `AnswerCodec.tryDecode`.
    function decode(bytes calldata data) external pure returns (Reason reason, Answer memory answer) {
        return AnswerCodec.tryDecode(data);
    }

    /// @notice `AnswerCodec.encode`.
    function encode(Answer calldata answer) external pure returns (bytes memory) {
        return AnswerCodec.encode(answer);
    }

    /// @notice `AnswerCodec.programOf`.
    function programOf(bytes calldata data) external pure returns (uint32) {
        return AnswerCodec.programOf(data);
    }

    /// @notice `ContentId.text`.
    function contentId(bytes32 digest) external pure returns (string memory) {
        return ContentId.text(digest);
    }

    /// @notice `ContentDocument.tryBuild`, and the sha-256 of what it wrote.
    function build(
        bytes calldata vocabulary,
        ContentDocument.Fields calldata fields
    ) external pure returns (Reason reason, bytes memory document, bytes32 digest) {
        (reason, document) = ContentDocument.tryBuild(vocabulary, fields);
        digest = sha256(document);
    }

    /// @notice `VocabularyCheck.validate`.
    function validate(bytes calldata blob) external pure returns (uint8 states, uint64 traitBits) {
        return VocabularyCheck.validate(blob);
    }

    /// @notice `Vocabulary.describe`.
    function describe(bytes calldata blob, uint256 state, uint256 traits) external pure returns (Description memory) {
        return Vocabulary.describe(blob, state, traits);
    }

    /// @notice `RequestBlob.build` without a head and a secrets reference.
    function tail(
        uint32 program,
        Ask calldata ask,
        uint64 interactions,
        bytes32 candidateHeader,
        int256 candidateReading
    ) external view returns (bytes memory) {
        Candidate memory candidate = Candidate(candidateHeader, candidateReading);
        Ask memory a = ask;
        uint256 question = AskWords.question(
            a.period,
            a.periodEnd,
            a.version,
            a.lastState,
            a.lastReading,
            a.due,
            a.banded
        );
        return RequestBlob.build(Line.wrap(0), program, question, interactions, candidate, "");
    }
}
