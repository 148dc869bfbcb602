// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Signals} from "../../contracts/interactions/Signals.sol";
import {PlainCollection} from "../../contracts/test/PlainCollection.sol";
import {vm} from "../helpers/Vm.sol";
import {Curating} from "./Curating.sol";

/// @notice What holders do: give signals, try to give a second one, pass tokens on, speak for tokens of others. Program 2, which confirms, listens. The
/// books here are kept the naive way, a number for every token, period and choice.
abstract contract Signalling is Curating {
    uint32 private constant LISTENER = 2;
    uint256 private constant TOKENS = 20;
    uint256 private constant HOLDERS = 3;
    uint8 private constant CHOICES = 4;
    uint256 private constant INTERACTIONS = 8; // bytes, the last of a request but for the one that ends it

    Signals private _signals;
    PlainCollection private _tokens;
    mapping(uint256 tokenId => mapping(uint40 period => bool)) private _hasSpoken;
    mapping(uint40 period => uint256[CHOICES]) private _counts;
    uint40[] private _periods; // in which somebody spoke

    /// @dev Tokens for some holders, and ears for the program.
    function _beHeard() internal {
        _tokens = new PlainCollection();
        _tokens.mint(TOKENS);
        for (uint256 id = 1; id <= TOKENS; ++id) _tokens.transferFrom(address(this), _holder(id), id);
        _signals = new Signals(ledger, LISTENER, _tokens);
        consumer.setSignals(LISTENER, address(_signals));
    }

    /// @notice Some signals, right and wrong ones.
    function signal(uint256 seed) external watched {
        seed = _mixed(seed);
        for (uint256 i = 0; i < 4; ++i) {
            _signal(1 + (seed % (TOKENS + 1)), uint8((seed >> 8) % (CHOICES + 1)), _holder(seed >> 16));
            seed >>= 32;
        }
        _checkTallies(seed);
    }

    /// @notice A token goes from hand to hand within a period, and each of them tries to speak with it.
    function passOn(uint256 seed) external watched {
        seed = _mixed(seed);
        uint256 id = 1 + (seed % TOKENS);
        for (uint256 i = 0; i < HOLDERS; ++i) {
            address owner = _tokens.ownerOf(id);
            _signal(id, uint8((seed >> (8 * i)) % CHOICES), owner);
            vm.prank(owner);
            _tokens.transferFrom(owner, _holder(seed + i), id);
        }
        _checkTallies(seed);
    }

    /// @dev By the books it must succeed or fail, and the contract has to agree.
    function _signal(uint256 id, uint8 choice, address by) private {
        uint40 running = uint40(time / DAY);
        bool may = id <= TOKENS && choice < CHOICES && _tokens.ownerOf(id) == by && !_hasSpoken[id][running];
        vm.prank(by);
        (bool done, ) = address(_signals).call(abi.encodeCall(_signals.signal, (id, choice)));
        _require(done == may, Law.OneVoiceAToken);
        if (!may) return;
        _hasSpoken[id][running] = true;
        if (_periods.length == 0 || _periods[_periods.length - 1] != running) _periods.push(running);
        ++_counts[running][choice];
    }

    /// @dev The running period, the last ones and another one, all counted again.
    function _checkTallies(uint256 seed) private {
        uint256 known = _periods.length;
        for (uint256 i = 0; i < 6 && i < known; ++i) _checkTally(_periods[known - 1 - i]);
        if (known != 0) _checkTally(_periods[seed % known]);
    }

    function _checkTally(uint40 period) private {
        _require(_signals.tallyOf(LISTENER, period) == _tallyIn(period), Law.TalliesAreExact);
    }

    /// @dev Whatever attempt comes next, and if it is a confirmation: it carries the tally of the period asked for.
    function _checkCarried() internal {
        if (address(_signals) == address(0)) return;
        uint40 asked = ledger.ask(LISTENER).period;
        bytes memory data = consumer.requestData(LISTENER);
        uint256 interactions;
        for (uint256 i = 0; i < INTERACTIONS; ++i) {
            interactions = (interactions << 8) | uint8(data[data.length - 1 - INTERACTIONS + i]);
        }
        _require(interactions == _tallyIn(asked), Law.TalliesAreCarried);
    }

    function _tallyIn(uint40 period) private view returns (uint256 tally) {
        for (uint256 choice = 0; choice < CHOICES; ++choice) tally += _counts[period][choice] << (16 * choice);
    }

    function _holder(uint256 seed) private pure returns (address) {
        return address(uint160(0x2000 + (seed % HOLDERS)));
    }
}
