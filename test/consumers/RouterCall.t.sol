// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IFunctionsRouter} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/interfaces/IFunctionsRouter.sol";

import {Line} from "../../contracts/consumers/LineWord.sol";
import {Candidate, RequestBlob} from "../../contracts/consumers/RequestBlob.sol";
import {RouterCall} from "../../contracts/consumers/RouterCall.sol";

/// @notice The call that is completed around a request's bytes is the compiler's, and every end of it is told.
contract RouterCallTest {
    enum Answer {
        Id,
        Nothing,
        LongError,
        ShortError
    }

    bytes32 private constant WORD = keccak256("the router's word");
    Answer private _answer;
    bytes32 private _received;

    function testFuzz_TheRouterReceivesTheCompilersCall(
        uint64 subscriptionId,
        uint32 callbackGas,
        bytes32 donId,
        bytes calldata secrets
    ) public {
        _answer = Answer.Id;
        bytes memory data = _request(secrets[:secrets.length % 65]);
        (bool sent, bytes32 result) = _send(data, subscriptionId, callbackGas, donId);
        require(sent && result == WORD, "the id");
        bytes memory expected = abi.encodeCall(
            IFunctionsRouter.sendRequest,
            (subscriptionId, data, 1, callbackGas, donId)
        );
        require(_received == keccak256(expected), "other calldata");
    }

    function test_ARouterThatAnswersNothingHasFailed() public {
        _answer = Answer.Nothing;
        (bool sent, bytes32 result) = _send(_request(""), 1, 2, 0);
        require(!sent && result == 0, "taken for an id");
    }

    function test_AnErrorsFirstWordIsTold() public {
        _answer = Answer.LongError;
        (bool sent, bytes32 result) = _send(_request(""), 1, 2, 0);
        require(!sent && result == WORD, "long");
        _answer = Answer.ShortError;
        (sent, result) = _send(_request(""), 1, 2, 0);
        require(!sent && result == bytes32(bytes4(WORD)), "short");
    }

    /// @dev The router: whatever is called, it keeps the bytes and answers as it was told to.
    // solhint-disable-next-line no-complex-fallback,payable-fallback
    fallback(bytes calldata call) external returns (bytes memory) {
        _received = keccak256(call);
        if (_answer == Answer.Id) return abi.encode(WORD);
        if (_answer == Answer.Nothing) return "";
        bytes memory cause = _answer == Answer.LongError ? abi.encode(WORD, WORD) : abi.encodePacked(bytes4(WORD));
        assembly ("memory-safe") {
            revert(add(cause, 0x20), mload(cause))
        }
    }

    function _send(
        bytes memory data,
        uint64 subscriptionId,
        uint32 callbackGas,
        bytes32 donId
    ) private returns (bool, bytes32) {
        return RouterCall.sendRequest(address(this), data, subscriptionId, callbackGas, donId);
    }

    function _request(bytes memory secrets) private view returns (bytes memory) {
        return RequestBlob.build(Line.wrap(0), 7, type(uint256).max, 9, Candidate(WORD, -1), secrets);
    }
}
