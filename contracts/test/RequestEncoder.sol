// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FunctionsRequest} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsRequest.sol";

/// @notice Encodes requests with Chainlink's own library, for tests to compare ours with.
contract RequestEncoder {
    using FunctionsRequest for FunctionsRequest.Request;

    /// @param secretsReference DON-hosted, or empty for none.
    function encode(
        string calldata source,
        bytes calldata secretsReference,
        bytes calldata bytesArg
    ) external pure returns (bytes memory) {
        FunctionsRequest.Request memory request;
        request.initializeRequestForInlineJavaScript(source);
        if (secretsReference.length != 0) {
            request.secretsLocation = FunctionsRequest.Location.DONHosted;
            request.encryptedSecretsReference = secretsReference;
        }
        bytes[] memory bytesArgs = new bytes[](1);
        bytesArgs[0] = bytesArg;
        request.setBytesArgs(bytesArgs);
        return request.encodeCBOR();
    }
}
