// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IRenderer} from "../art/IRenderer.sol";

/// @notice What a collection is born with and never changes.
struct CollectionConfig {
    string name;
    string symbol;
    string description; // of the collection, for `contractURI`
    uint32 program; // the program in the ledger that the collection follows
    uint32 maxSupply;
    uint32 perWallet; // most tokens that one account may mint; 0 for no limit
    uint128 price; // wei a token
}

/// @title A collection whose tokens follow a program
/// @notice
/// LOOK. Every token shows its program's status, drawn with the token's own seed. `tokenURI` is a view on the ledger: metadata and picture are
/// made on chain, there is nothing to pin and nothing to 404.
/// SEED. Fixed at mint from the block's randomness. A validator or a minting contract can influence it within limits, so no seed is worth more than another.
/// MANAGER. May replace the renderer until it is locked, and withdraw the proceeds. It cannot touch tokens, seeds or the history.
interface IImagoCollection {
    /// @notice A seed was fixed.
    event Minted(uint256 indexed tokenId, address indexed to, bytes32 seed);
    event RendererChanged(address indexed renderer);
    event RendererLocked(address indexed renderer);
    event Withdrawn(address indexed to, uint256 amount);

    error CollectionWrongPayment(uint256 sent, uint256 due);
    error CollectionSoldOut(uint256 wanted, uint256 left);
    error CollectionWalletLimit(uint256 wanted, uint256 left);
    error CollectionNothingToMint();
    error CollectionRendererLocked();
    error CollectionNotRenderer(address account);
    error CollectionNotLedger(address account);
    error CollectionWithdrawFailed(address to, uint256 amount);

    /// @notice Mints `quantity` tokens to the caller for exactly `quantity * price` wei.
    function mint(uint256 quantity) external payable returns (uint256 firstTokenId);

    /// @notice Replaces the art.
    function setRenderer(IRenderer renderer) external;

    /// @notice Makes the renderer final.
    function lockRenderer() external;

    /// @notice Pays out the whole balance.
    function withdraw(address payable to) external;

    /// @notice Seed of a token.
    function seedOf(uint256 tokenId) external view returns (bytes32);

    /// @notice The picture alone, as SVG text.
    function imageOf(uint256 tokenId) external view returns (string memory);

    /// @notice ERC-7572: metadata of the collection as a data URI. It never changes, so its event never comes.
    function contractURI() external view returns (string memory);

    /// @notice Tokens minted so far; ids run from 1.
    function totalSupply() external view returns (uint256);
}
