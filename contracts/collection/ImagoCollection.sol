// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {IRenderer, Portrait} from "../art/IRenderer.sol";
import {Vocabulary} from "../content/Vocabulary.sol";
import {IEvolutionLedger, IProgramListener} from "../evolution/IEvolutionLedger.sol";
import {Rung, Status} from "../evolution/ProgramTypes.sol";
import {CollectionConfig, IImagoCollection} from "./IImagoCollection.sol";

/// @title ImagoCollection
/// @notice ERC-721 tokens that follow a program. The specification stands in IImagoCollection.
contract ImagoCollection is IImagoCollection, IProgramListener, ERC721, IERC4906, AccessManaged {
    bytes4 private constant ERC4906_ID = 0x49064906;

    IEvolutionLedger public immutable LEDGER;
    uint32 public immutable PROGRAM;
    uint32 public immutable MAX_SUPPLY;
    uint32 public immutable PER_WALLET;
    uint128 public immutable PRICE;

    IRenderer public renderer;
    bool public rendererLocked;
    uint32 private _minted;
    string private _description;
    mapping(uint256 tokenId => bytes32) private _seeds;
    mapping(address account => uint32) private _mintedBy;

    /// @param authority The AccessManager that decides who manages the collection.
    constructor(
        address authority,
        IEvolutionLedger ledger,
        IRenderer firstRenderer,
        CollectionConfig memory config
    ) ERC721(config.name, config.symbol) AccessManaged(authority) {
        LEDGER = ledger;
        PROGRAM = config.program;
        MAX_SUPPLY = config.maxSupply;
        PER_WALLET = config.perWallet;
        PRICE = config.price;
        _description = config.description;
        // Reverts for a program that does not exist.
        ledger.versionOf(config.program);
        _setRenderer(firstRenderer);
    }

    /* MINTING */

    /// @inheritdoc IImagoCollection
    function mint(uint256 quantity) external payable returns (uint256 firstTokenId) {
        if (quantity == 0) revert CollectionNothingToMint();
        uint256 left = MAX_SUPPLY - _minted;
        if (quantity > left) revert CollectionSoldOut(quantity, left);
        if (PER_WALLET != 0) {
            uint256 allowance = PER_WALLET - _mintedBy[msg.sender];
            if (quantity > allowance) revert CollectionWalletLimit(quantity, allowance);
            // `quantity` is at most `allowance`, which fits.
            _mintedBy[msg.sender] += uint32(quantity);
        }
        if (msg.value != quantity * PRICE) revert CollectionWrongPayment(msg.value, quantity * PRICE);
        firstTokenId = uint256(_minted) + 1;
        _minted += uint32(quantity);
        for (uint256 i = 0; i < quantity; ++i) {
            uint256 tokenId = firstTokenId + i;
            bytes32 seed = keccak256(abi.encode(block.prevrandao, blockhash(block.number - 1), address(this), tokenId));
            _seeds[tokenId] = seed;
            // No `_safeMint`: a receiver's hook could look at the seed and revert until it likes it.
            _mint(msg.sender, tokenId);
            emit Minted(tokenId, msg.sender, seed);
        }
    }

    /* THE LEDGER */

    /// @notice ERC-4906: all tokens follow one program, so all of them look different now.
    function onProgramChanged(uint32) external {
        if (msg.sender != address(LEDGER)) revert CollectionNotLedger(msg.sender);
        emit BatchMetadataUpdate(1, type(uint256).max);
    }

    /* MANAGER */

    /// @inheritdoc IImagoCollection
    function setRenderer(IRenderer newRenderer) external restricted {
        if (rendererLocked) revert CollectionRendererLocked();
        _setRenderer(newRenderer);
        emit BatchMetadataUpdate(1, type(uint256).max);
    }

    /// @inheritdoc IImagoCollection
    function lockRenderer() external restricted {
        rendererLocked = true;
        emit RendererLocked(address(renderer));
    }

    /// @inheritdoc IImagoCollection
    function withdraw(address payable to) external restricted {
        uint256 amount = address(this).balance;
        // A call to the zero address would succeed and burn it.
        if (to == address(0)) revert CollectionWithdrawFailed(to, amount);
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert CollectionWithdrawFailed(to, amount);
        emit Withdrawn(to, amount);
    }

    /* VIEWS */

    /// @notice Metadata and picture as a data URI, made on chain from the ledger and the token's seed.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        return renderer.tokenURI(_portrait(tokenId));
    }

    /// @inheritdoc IImagoCollection
    function imageOf(uint256 tokenId) external view returns (string memory) {
        return renderer.image(_portrait(tokenId));
    }

    /// @inheritdoc IImagoCollection
    function seedOf(uint256 tokenId) external view returns (bytes32) {
        _requireOwned(tokenId);
        return _seeds[tokenId];
    }

    /// @inheritdoc IImagoCollection
    function contractURI() external view returns (string memory) {
        bytes memory json = abi.encodePacked(
            '{"name":"',
            Strings.escapeJSON(name()),
            '","symbol":"',
            Strings.escapeJSON(symbol()),
            '","description":"',
            Strings.escapeJSON(_description),
            '"}'
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    /// @inheritdoc IImagoCollection
    function totalSupply() external view returns (uint256) {
        return _minted;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return interfaceId == ERC4906_ID || super.supportsInterface(interfaceId);
    }

    function _setRenderer(IRenderer newRenderer) private {
        if (address(newRenderer).code.length == 0) revert CollectionNotRenderer(address(newRenderer));
        renderer = newRenderer;
        emit RendererChanged(address(newRenderer));
    }

    function _portrait(uint256 tokenId) private view returns (Portrait memory portrait) {
        _requireOwned(tokenId);
        Status memory status = LEDGER.statusOf(PROGRAM);
        (address vocabulary, ) = LEDGER.vocabularyOf(PROGRAM, status.version);
        portrait.collection = name();
        portrait.tokenId = tokenId;
        portrait.seed = _seeds[tokenId];
        portrait.status = status;
        portrait.description = Vocabulary.describe(SSTORE2.read(vocabulary), status.state, status.traits);
        if (status.rung != Rung.Fallback) portrait.contentId = LEDGER.contentIdAt(PROGRAM, status.evolutions - 1);
        portrait.now = uint40(block.timestamp);
    }
}
