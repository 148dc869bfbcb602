// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {Ask} from "../evolution/ProgramTypes.sol";

/// @title A Functions request as stored head and fresh tail
/// @notice A request's CBOR is a sequence of keys and values without delimiters, so `head ++ tail` is valid as long as no key stands in both. The
/// head (code location, language, source) is contract code; the tail (secrets reference, `bytesArgs`) is built for each request. Keys, order and
/// encoding are those of Chainlink's FunctionsRequest library (v1_0_0), byte for byte but for small integers: that library writes them as bignums of
/// 35 bytes, we in the one byte of RFC 8949 section 3, as the toolkit does.
library RequestBlob {
    /// @dev The most that contract code may hold after SSTORE2's leading zero byte (EIP-170).
    uint256 internal constant CHUNK = 24_575;
    /// @dev codeLocation: 0 (inline), language: 0 (JavaScript), and the key `source`.
    bytes private constant PREFIX = "\x6ccodeLocation\x00\x68language\x00\x66source";
    /// @dev secretsLocation: 2 (DON-hosted), and the key `secrets`.
    bytes private constant SECRETS = "\x6fsecretsLocation\x02\x67secrets";
    /// @dev The key `bytesArgs`, an array without stated length, and in it a byte string of 106 bytes.
    bytes private constant BYTES_ARGS = "\x69bytesArgs\x9f\x58\x6a";
    uint8 private constant TAIL_VERSION = 1;

    /// @notice Writes the head into contract code.
    /// @return chunks The contracts, in order.
    function store(string memory source) internal returns (address[] memory chunks) {
        bytes memory head = abi.encodePacked(PREFIX, _textHeader(bytes(source).length), source);
        uint256 count = (head.length + CHUNK - 1) / CHUNK;
        chunks = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 start = i * CHUNK;
            uint256 length = head.length - start < CHUNK ? head.length - start : CHUNK;
            bytes memory part = new bytes(length);
            assembly ("memory-safe") {
                mcopy(add(part, 0x20), add(add(head, 0x20), start), length)
            }
            chunks[i] = SSTORE2.write(part);
        }
    }

    /// @notice A whole request: the head read back from its chunks, then the tail.
    function join(address[] memory chunks, bytes memory ending) internal view returns (bytes memory data) {
        assembly ("memory-safe") {
            data := mload(0x40)
            let out := add(data, 0x20)
            let count := mload(chunks)
            for {
                let i := 1
            } iszero(gt(i, count)) {
                i := add(i, 1)
            } {
                let chunk := mload(add(chunks, shl(5, i)))
                let length := sub(extcodesize(chunk), 1)
                extcodecopy(chunk, out, 1, length)
                out := add(out, length)
            }
            let length := mload(ending)
            mcopy(out, add(ending, 0x20), length)
            out := add(out, length)
            mstore(data, sub(out, add(data, 0x20)))
            // The next allocation begins on a whole word.
            mstore(0x40, and(add(out, 0x1f), not(0x1f)))
        }
    }

    /// @notice The source text inside a stored head.
    function sourceIn(address[] memory chunks) internal view returns (string memory) {
        bytes memory head = join(chunks, "");
        uint256 start = PREFIX.length;
        // The initial byte of a CBOR text tells how many bytes its length takes: 0x78 one, 0x79 two, below that none.
        uint256 initial = uint8(head[start]);
        start +=
            initial == 0x79
                ? 3
                : initial == 0x78
                    ? 2
                    : 1;
        uint256 length = head.length - start;
        bytes memory source = new bytes(length);
        assembly ("memory-safe") {
            mcopy(add(source, 0x20), add(add(head, 0x20), start), length)
        }
        return string(source);
    }

    /// @notice The tail of a request (docs/formats.md).
    /// @param secretsReference At most 255 bytes; empty for none.
    function tail(
        uint32 program,
        Ask memory ask,
        bytes32 candidateHeader,
        int256 candidateReading,
        bytes memory secretsReference
    ) internal pure returns (bytes memory) {
        bytes memory packed = abi.encodePacked(
            TAIL_VERSION,
            program,
            ask.period,
            ask.periodEnd,
            ask.version,
            ask.lastState,
            ask.lastReading,
            candidateHeader,
            candidateReading,
            ask.interactions
        );
        if (secretsReference.length == 0) return abi.encodePacked(BYTES_ARGS, packed, hex"ff");
        return
            abi.encodePacked(
                SECRETS,
                secretsReference.length < 24
                    ? abi.encodePacked(uint8(0x40 + secretsReference.length))
                    : abi.encodePacked(uint8(0x58), uint8(secretsReference.length)),
                secretsReference,
                BYTES_ARGS,
                packed,
                hex"ff"
            );
    }

    /// @dev RFC 8949 section 3: major type 3, the shortest form of the length. Sources are at most 30 KB, so two bytes suffice.
    function _textHeader(uint256 length) private pure returns (bytes memory) {
        if (length < 24) return abi.encodePacked(uint8(0x60 + length));
        if (length < 256) return abi.encodePacked(uint8(0x78), uint8(length));
        return abi.encodePacked(uint8(0x79), uint16(length));
    }
}
