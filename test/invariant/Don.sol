// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {FunctionsRouter} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/FunctionsRouter.sol";
import {FunctionsResponse} from "@chainlink/contracts/src/v0.8/functions/v1_0_0/libraries/FunctionsResponse.sol";
import {FunctionsCoordinator} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/FunctionsCoordinator.sol";
import {FunctionsBillingConfig} from "@chainlink/contracts/src/v0.8/functions/v1_3_0/interfaces/IFunctionsBilling.sol";
import {MockV3Aggregator} from "@chainlink/contracts/src/v0.8/shared/mocks/MockV3Aggregator.sol";
import {LinkToken} from "@chainlink/contracts/src/v0.8/shared/token/ERC677/LinkToken.sol";

import {Vm, vm} from "../helpers/Vm.sol";

/// @notice The production router and coordinator with four node keys: whatever this DON says, it says with three real signatures.
contract Don {
    bytes32 public constant ID = "fun-invariant-1";
    uint32 public constant TIMEOUT = 300; // seconds
    uint256 private constant NODES = 4;
    uint256 private constant SIGNATURES = 3; // (n + f) / 2 + 1
    uint256 private constant FIRST_KEY = 0xa11ce;
    address private constant TRANSMITTER = address(uint160(0x7000));
    bytes32 private constant ORACLE_REQUEST = keccak256(
        "OracleRequest(bytes32,address,address,uint64,address,bytes,uint16,bytes32,uint64,(bytes32,address,uint96,address,uint64,uint32,uint72,uint72,uint40,uint40,uint32))"
    );
    bytes32 private constant PROCESSED = keccak256(
        "RequestProcessed(bytes32,uint64,uint96,address,uint8,bytes,bytes,bytes)"
    );

    LinkToken public immutable LINK;
    FunctionsRouter public immutable ROUTER;
    FunctionsCoordinator public immutable COORDINATOR;
    bytes32 private immutable DIGEST;

    constructor() {
        LINK = new LinkToken();
        LINK.grantMintRole(address(this));
        LINK.mint(address(this), 1e27);
        uint32[] memory tiers = new uint32[](1);
        tiers[0] = 300_000;
        ROUTER = new FunctionsRouter(address(LINK), FunctionsRouter.Config(100, 0, 0x0ca76175, 5_000, tiers, 0, 0));
        COORDINATOR = new FunctionsCoordinator(
            address(ROUTER),
            FunctionsBillingConfig(4_000, 0, 105_000, 93_942, 1 gwei, 1, 15e8, 8, 6e15, TIMEOUT, 20, 10),
            address(new MockV3Aggregator(18, 6e15)),
            address(new MockV3Aggregator(8, 15e8))
        );
        bytes32[] memory ids = new bytes32[](1);
        address[] memory addresses = new address[](1);
        (ids[0], addresses[0]) = (ID, address(COORDINATOR));
        ROUTER.proposeContractsUpdate(ids, addresses);
        ROUTER.updateContracts();
        address[] memory signers = new address[](NODES);
        address[] memory transmitters = new address[](NODES);
        for (uint256 i = 0; i < NODES; ++i) {
            signers[i] = vm.addr(FIRST_KEY + i);
            transmitters[i] = address(uint160(TRANSMITTER) + uint160(i));
        }
        COORDINATOR.setConfig(signers, transmitters, 1, "", 1, "");
        (, , DIGEST) = COORDINATOR.latestConfigDetails();
    }

    /// @notice A subscription of this contract with one consumer.
    function subscribe(address consumer, uint256 juels) external returns (uint64 id) {
        id = ROUTER.createSubscriptionWithConsumer(consumer);
        fund(id, juels);
    }

    /// @notice Pays into a subscription.
    function fund(uint64 id, uint256 juels) public {
        LINK.transferAndCall(address(ROUTER), juels, abi.encode(id));
    }

    /// @notice How many requests the router has taken from a consumer on a subscription.
    function requestsOf(address consumer, uint64 id) external view returns (uint256) {
        return ROUTER.getConsumer(consumer, id).initiatedRequests;
    }

    /// @notice The commitments of the requests among recorded logs, in order.
    function requestsIn(Vm.Log[] calldata logs) external pure returns (FunctionsResponse.Commitment[] memory found) {
        found = new FunctionsResponse.Commitment[](logs.length);
        uint256 count;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != ORACLE_REQUEST) continue;
            (, , , , , , , found[count]) = abi.decode(
                logs[i].data,
                (address, uint64, address, bytes, uint16, bytes32, uint64, FunctionsResponse.Commitment)
            );
            ++count;
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    /// @notice Whether the recorded logs of a transmission say that the callback failed.
    function callbackFailed(Vm.Log[] calldata logs) external pure returns (bool) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != PROCESSED) continue;
            (, , uint8 code, , , ) = abi.decode(logs[i].data, (uint96, address, uint8, bytes, bytes, bytes));
            if (code == uint8(FunctionsResponse.FulfillResult.USER_CALLBACK_ERROR)) return true;
        }
        return false;
    }

    /// @notice Signs and transmits an answer through the production path.
    function answer(
        FunctionsResponse.Commitment calldata commitment,
        bytes calldata result,
        bytes calldata err
    ) external {
        bytes memory report = _report(commitment, result, err);
        bytes32[3] memory context;
        context[0] = DIGEST;
        bytes32 hash = keccak256(abi.encodePacked(keccak256(report), context));
        bytes32[] memory rs = new bytes32[](SIGNATURES);
        bytes32[] memory ss = new bytes32[](SIGNATURES);
        bytes memory vs = new bytes(32);
        for (uint256 i = 0; i < SIGNATURES; ++i) {
            uint8 v;
            (v, rs[i], ss[i]) = vm.sign(FIRST_KEY + i, hash);
            vs[i] = bytes1(v - 27);
        }
        vm.prank(TRANSMITTER);
        COORDINATOR.transmit(context, report, rs, ss, bytes32(vs));
    }

    function _report(
        FunctionsResponse.Commitment calldata commitment,
        bytes calldata result,
        bytes calldata err
    ) private pure returns (bytes memory) {
        bytes32[] memory ids = new bytes32[](1);
        bytes[] memory results = new bytes[](1);
        bytes[] memory errors = new bytes[](1);
        bytes[] memory metadata = new bytes[](1);
        bytes[] memory offchain = new bytes[](1);
        (ids[0], results[0], errors[0]) = (commitment.requestId, result, err);
        metadata[0] = abi.encode(commitment);
        return abi.encode(ids, results, errors, metadata, offchain);
    }
}
