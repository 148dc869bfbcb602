// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Description, Status} from "../evolution/ProgramTypes.sol";

/// @notice All that art may depend on. A renderer is a pure function of it.
struct Portrait {
    string collection; // the collection's name
    uint256 tokenId;
    bytes32 seed; // fixed at mint
    Status status;
    Description description; // of `status.state` and `status.traits`
    string contentId; // CIDv1 of the shown evolution's document, empty in fallback
    uint40 now; // unix seconds at which the portrait was taken
}

/// @notice Draws a token.
interface IRenderer {
    /// @notice The token's metadata as a `data:application/json;base64,` URI, the picture inside.
    function tokenURI(Portrait calldata portrait) external view returns (string memory);

    /// @notice The picture alone: SVG text without scripts and outside references.
    function image(Portrait calldata portrait) external view returns (string memory);
}
