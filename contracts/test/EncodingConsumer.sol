// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FunctionsClient} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/FunctionsClient.sol";
import {FunctionsRequest} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsRequest.sol";

/// @title A consumer that encodes on chain, to compare ours with
/// @notice Keeps its source as text in storage and encodes every request anew with Chainlink's library. Not part of the product.
contract EncodingConsumer is FunctionsClient {
    using FunctionsRequest for FunctionsRequest.Request;

    string public source;
    bytes public secretsReference;
    uint64 public subscriptionId;
    uint32 public callbackGasLimit;
    bytes32 public donId;
    bytes32 public lastRequestId;

    constructor(address router, bytes32 don, uint64 subscription, uint32 gasLimit) FunctionsClient(router) {
        (donId, subscriptionId, callbackGasLimit) = (don, subscription, gasLimit);
    }

    /// @param secrets DON-hosted, or empty for none.
    function setSource(string calldata text, bytes calldata secrets) external {
        (source, secretsReference) = (text, secrets);
    }

    /// @param tail The request's one argument, as bytes.
    function send(bytes calldata tail) external {
        FunctionsRequest.Request memory request;
        request.initializeRequestForInlineJavaScript(source);
        if (secretsReference.length != 0) {
            request.secretsLocation = FunctionsRequest.Location.DONHosted;
            request.encryptedSecretsReference = secretsReference;
        }
        bytes[] memory bytesArgs = new bytes[](1);
        bytesArgs[0] = tail;
        request.setBytesArgs(bytesArgs);
        lastRequestId = _sendRequest(request.encodeCBOR(), subscriptionId, callbackGasLimit, donId);
    }

    function _fulfillRequest(bytes32, bytes memory, bytes memory) internal override {}
}
