// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";

import {IEvolutionLedger} from "../evolution/IEvolutionLedger.sol";
import {Terms} from "../evolution/ProgramTypes.sol";
import {ISignals, ITally} from "./ISignals.sol";

/// @title Signals
/// @notice Counts the signals of one collection's holders for one program. The specification stands in ISignals.
contract Signals is ISignals {
    uint8 private constant CHOICES = 4;
    uint256 private constant COUNT_BITS = 16;
    uint256 private constant TALLY_BITS = CHOICES * COUNT_BITS;
    uint256 private constant TALLIES = 4; // in a word
    uint256 private constant PERIOD_BITS = 40;
    uint256 private constant TOKENS = 6; // in a word

    IERC721 public immutable COLLECTION;
    uint32 public immutable PROGRAM;
    uint40 public immutable ANCHOR; // unix seconds at which period 0 began
    uint32 public immutable PERIOD_LENGTH; // seconds

    /// @dev For each token the period after the one in which it spoke last, zero for never. It is overwritten, so the state does not grow with time; a bit a token
    /// and period would cost a new word in every period.
    mapping(uint256 word => uint256) private _spoken;
    mapping(uint256 word => uint256) private _tallies;

    /// @param ledger That knows the program's times.
    /// @param program Its id in the ledger.
    /// @param collection Whose owners are heard.
    constructor(IEvolutionLedger ledger, uint32 program, IERC721 collection) {
        Terms memory terms = ledger.termsOf(program, 1);
        COLLECTION = collection;
        PROGRAM = program;
        ANCHOR = terms.anchor;
        PERIOD_LENGTH = terms.periodLength;
    }

    /// @inheritdoc ISignals
    function signal(uint256 tokenId, uint8 choice) external {
        if (choice >= CHOICES) revert SignalsUnknownChoice(choice);
        if (COLLECTION.ownerOf(tokenId) != msg.sender) revert SignalsNotHolder(tokenId, msg.sender);
        uint40 running = period();
        _speak(tokenId, running);
        _count(running, choice);
        emit Signalled(PROGRAM, running, tokenId, choice, msg.sender);
    }

    /// @inheritdoc ISignals
    function period() public view returns (uint40) {
        // The ledger takes no program whose first period lies in the future.
        return uint40((block.timestamp - ANCHOR) / PERIOD_LENGTH);
    }

    /// @inheritdoc ISignals
    function hasSpoken(uint256 tokenId) external view returns (bool) {
        (uint256 word, uint256 shift) = _placeOf(tokenId);
        return uint40(_spoken[word] >> shift) == period() + 1;
    }

    /// @inheritdoc ITally
    function tallyOf(uint32 program, uint40 period_) external view returns (uint64 tally) {
        if (program != PROGRAM) return 0;
        return uint64(_tallies[period_ / TALLIES] >> (TALLY_BITS * (period_ % TALLIES)));
    }

    function _speak(uint256 tokenId, uint40 running) private {
        (uint256 word, uint256 shift) = _placeOf(tokenId);
        uint256 spoken = _spoken[word];
        uint256 last = uint40(spoken >> shift);
        uint256 mark = uint256(running) + 1;
        if (last == mark) revert SignalsSpoken(tokenId, running);
        _spoken[word] = spoken ^ ((last ^ mark) << shift);
    }

    function _count(uint40 running, uint256 choice) private {
        uint256 word = running / TALLIES;
        uint256 shift = TALLY_BITS * (running % TALLIES) + COUNT_BITS * choice;
        uint256 tallies = _tallies[word];
        // A full count stays full: neither may it run into its neighbour, nor may the last holder be turned away.
        if (uint16(tallies >> shift) != type(uint16).max) _tallies[word] = tallies + (1 << shift);
    }

    function _placeOf(uint256 tokenId) private pure returns (uint256 word, uint256 shift) {
        return (tokenId / TOKENS, PERIOD_BITS * (tokenId % TOKENS));
    }
}
