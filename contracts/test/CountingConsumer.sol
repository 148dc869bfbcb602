// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FunctionsClient} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/FunctionsClient.sol";
import {FunctionsRequest} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsRequest.sol";

/// @title A Functions consumer for tests of the local network
/// @notice Sends whatever request it is told to, and keeps the last answer and a count of answers. Not part of the product.
contract CountingConsumer is FunctionsClient {
    using FunctionsRequest for FunctionsRequest.Request;

    /// @notice What a request is made of; empty members are left out of its payload.
    struct Content {
        string source;
        string[] args;
        bytes[] bytesArgs;
        uint8 secretsSlot;
        /// Zero: the request refers to no secrets.
        uint64 secretsVersion;
    }

    /// @notice Gas that the callback wastes besides its bookkeeping; more than its limit makes it run out.
    uint256 public wastedGas;
    uint256 public answers;
    bytes32 public lastRequestId;
    bytes public lastResponse;
    bytes public lastError;

    constructor(address router) FunctionsClient(router) {}

    /// @notice Encodes a request with Chainlink's own library and sends it.
    function send(Content calldata content, uint64 subscriptionId, uint32 callbackGasLimit, bytes32 donId) external {
        FunctionsRequest.Request memory request;
        request.initializeRequestForInlineJavaScript(content.source);
        if (content.args.length > 0) request.setArgs(content.args);
        if (content.bytesArgs.length > 0) request.setBytesArgs(content.bytesArgs);
        if (content.secretsVersion > 0) request.addDONHostedSecrets(content.secretsSlot, content.secretsVersion);
        _sendRequest(request.encodeCBOR(), subscriptionId, callbackGasLimit, donId);
    }

    /// @notice Sends a payload that was encoded elsewhere.
    function sendPayload(
        bytes calldata payload,
        uint64 subscriptionId,
        uint32 callbackGasLimit,
        bytes32 donId
    ) external {
        _sendRequest(payload, subscriptionId, callbackGasLimit, donId);
    }

    function wasteGas(uint256 amount) external {
        wastedGas = amount;
    }

    function _fulfillRequest(bytes32 requestId, bytes memory response, bytes memory err) internal override {
        uint256 before = gasleft();
        while (before - gasleft() < wastedGas) {}
        answers += 1;
        (lastRequestId, lastResponse, lastError) = (requestId, response, err);
    }
}
