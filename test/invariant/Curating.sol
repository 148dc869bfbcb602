// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {LineConfig} from "../../contracts/consumers/IFunctionsConsumer.sol";
import {Terms} from "../../contracts/evolution/ProgramTypes.sol";
import {BurningListener, CountingListener, RevertingListener} from "../../contracts/test/Listeners.sol";
import {SampleTerms} from "../helpers/SampleTerms.sol";
import {Don} from "./Don.sol";
import {Lines} from "./Lines.sol";

/// @notice What the people behind the programs do: pause, change terms and subscriptions, set listeners, announce.
abstract contract Curating is Lines {
    Don public don;
    uint64 internal _full;
    uint64 internal _empty;
    address[3] private _listeners;

    /// @dev Two programs, of which the second confirms, with a subscription that never ends and one that is empty.
    function _register() internal {
        _full = don.subscribe(address(consumer), 1e24);
        _empty = don.subscribe(address(consumer), 0);
        _listeners = [
            address(new BurningListener()),
            address(new RevertingListener()),
            address(new CountingListener())
        ];
        for (uint32 p = 1; p <= PROGRAMS; ++p) {
            Terms memory terms = SampleTerms.terms();
            _rule(p, terms);
            ledger.registerProgram(terms);
            _configure(p, _full, p == 2);
        }
    }

    function curate(uint256 seed) external watched {
        seed = _mixed(seed);
        uint32 program = uint32(1 + (seed % PROGRAMS));
        uint256 choice = (seed >> 8) % 12;
        bool confirm = program == 2;
        if (choice < 2) ledger.pause(program);
        else if (choice < 6) ledger.unpause(program);
        else if (choice < 7) _configure(program, _empty, confirm);
        else if (choice < 10) _configure(program, _full, confirm);
        else _update(program, seed >> 16, confirm);
    }

    /// @notice Up to four listeners, good and bad ones.
    function listen(uint256 seed) external watched {
        seed = _mixed(seed);
        address[] memory listeners = new address[](seed % 5);
        for (uint256 i = 0; i < listeners.length; ++i) listeners[i] = _listeners[(seed >> (8 + 8 * i)) % 3];
        ledger.setListeners(uint32(1 + ((seed >> 64) % PROGRAMS)), listeners);
    }

    function announce(uint256 seed, uint256 gas_) external watched {
        (seed, gas_) = (_mixed(seed), _mixed(gas_));
        uint32 program = uint32(1 + (seed % PROGRAMS));
        (bool announced, ) = address(ledger).call{gas: 10_000 + (gas_ % 200_000)}(
            abi.encodeCall(ledger.announce, (program))
        );
        if (announced) _require(!ledger.announcementDue(program), Law.OnlyThePendingCounts);
    }

    function _update(uint32 program, uint256 seed, bool confirm) private {
        Terms memory terms = SampleTerms.terms();
        terms.staleAfter = uint16(1 + (seed % 3));
        terms.fallbackAfter = uint16(terms.staleAfter + 1 + ((seed >> 8) % 6));
        terms.preset.multiplier = uint16(5_000 + ((seed >> 16) % 5_000));
        terms.promptDigest = keccak256(abi.encode(seed));
        _rule(program, terms);
        ledger.updateProgram(program, terms);
        _configure(program, _full, confirm);
    }

    function _rule(uint32 program, Terms memory terms) private {
        rules[program] = Rules({
            staleAfter: terms.staleAfter,
            fallbackAfter: terms.fallbackAfter,
            presetMultiplier: terms.preset.multiplier,
            version: rules[program].version + 1,
            promptDigest: terms.promptDigest
        });
    }

    function _configure(uint32 program, uint64 subscription, bool confirm) internal {
        bytes32 source = keccak256("source");
        consumer.configure(
            program,
            LineConfig({
                sourceHash: source,
                subscriptionId: subscription,
                maxGasPrice: MAX_GAS_PRICE,
                requestTimeout: REQUEST_TIMEOUT,
                backoff: BACKOFF,
                grace: GRACE,
                maxAttempts: MAX_ATTEMPTS,
                confirm: confirm
            })
        );
    }
}
